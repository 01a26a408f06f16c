/**
 * Of several tabs of one person only one may keep the replica: the one looked at last. Resolves when this one may; `onLost`
 * tells that another has taken over. Without locks (a page without a certificate) every tab believes it is alone.
 */
export function lead(locks: LockManager | undefined, name: string, onLost: () => void): Promise<{ readonly release: () => void }> {
  if (locks === undefined) return Promise.resolve({ release: () => undefined });

  return new Promise((acquired) => {
    const held = new Promise<void>((release) => {
      locks
        .request(name, { steal: true }, () => {
          acquired({ release });
          return held;
        })
        .catch(onLost);
    });
  });
}
