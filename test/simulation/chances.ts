import { createRandom } from "../../backend/cloud-api/simulator/seeded-random.ts";

/** Every chance of one schedule, out of one seed. */
export interface Chances {
  /** 0 to 1. */
  readonly share: () => number;
  readonly likely: (share: number) => boolean;
  /** A whole number from 0 up to, but not, `bound`. */
  readonly below: (bound: number) => number;
  readonly between: (from: number, to: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Mostly short, seldom very long. */
  readonly delay: (shortest: number, usual: number, longest: number) => number;
}

export function createChances(seed: string): Chances {
  const share = createRandom(seed);
  const below = (bound: number): number => Math.floor(share() * bound);
  return {
    share,
    below,
    likely: (chance) => share() < chance,
    between: (from, to) => Math.floor(from + share() * (to - from)),
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("Nothing to pick from.");
      return item;
    },
    delay: (shortest, usual, longest) => Math.floor(share() < 0.9 ? shortest + share() * (usual - shortest) : usual + share() * (longest - usual)),
  };
}
