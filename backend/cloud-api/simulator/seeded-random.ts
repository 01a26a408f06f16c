/** A repeatable stream of numbers in [0, 1): the same seed tells the same story. */
export type Random = () => number;

/** mulberry32 over a hash of the seed, so that neighbouring seeds do not give neighbouring streams. */
export function createRandom(seed: string): Random {
  let state = 2_166_136_261;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const between = (random: Random, from: number, to: number): number => from + random() * (to - from);
export const chance = (random: Random, share: number): boolean => random() < share;

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("Nothing to pick from");
  return item;
}

/** Looks like the platform's own, and never repeats within one stream. */
export function createWamids(random: Random): () => string {
  let count = 0;
  return () => {
    count += 1;
    const digits = Array.from({ length: 20 }, () =>
      Math.floor(random() * 16)
        .toString(16)
        .toUpperCase(),
    ).join("");
    return `wamid.${Buffer.from(`${digits}${count.toString(36).toUpperCase().padStart(4, "0")}`).toString("base64")}`;
  };
}
