export interface LeadEvents {
  readonly onLead: () => void;
  /** Another window has taken over: nothing may be written from here any more. */
  readonly onLost: () => void;
}

export interface Lead {
  /** Takes it from a window that does not answer any more. */
  readonly steal: () => void;
  readonly release: () => void;
}

/**
 * Of several windows of one person exactly one leads. The lock passes by itself when a window is closed or crashes; who has lost
 * it waits for it again. Without locks (a page without a certificate) every window believes it is alone.
 */
export function waitForLead(locks: LockManager | undefined, name: string, { onLead, onLost }: LeadEvents): Lead {
  /** What was begun in an earlier turn is given up. */
  let turn = 0;
  let giveUp = new AbortController();
  let release = (): void => undefined;

  const request = (ways: "wait" | "steal"): void => {
    const mine = ++turn;
    giveUp.abort();
    giveUp = new AbortController();
    let isHeld = false;
    const hold = (): Promise<void> | undefined => {
      if (mine !== turn) return undefined;
      isHeld = true;
      return new Promise((resolve) => {
        release = resolve;
        onLead();
      });
    };
    const held = ways === "steal" ? locks?.request(name, { steal: true }, hold) : locks?.request(name, { signal: giveUp.signal }, hold);
    held?.then(undefined, () => {
      if (mine !== turn) return;
      if (isHeld) onLost();
      request("wait");
    });
  };

  if (locks === undefined) queueMicrotask(onLead);
  else request("wait");

  return {
    steal: () => request("steal"),
    release: () => {
      turn++;
      giveUp.abort();
      release();
    },
  };
}
