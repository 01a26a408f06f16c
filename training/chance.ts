/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(all: readonly T[], seed: number): T[] {
  const random = seeded(seed);
  const into = [...all];
  for (let i = into.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [into[i], into[j]] = [into[j]!, into[i]!];
  }
  return into;
}
