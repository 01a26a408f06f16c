/** A part of something countable: "12 of 400". Kept as counts, so that whoever reads it can check it. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** 0 to 1; undefined where there is nothing to take a part of. */
export const rateOf = ({ count, of }: Share): number | undefined => (of === 0 ? undefined : count / of);

export const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number => items.reduce((total, item) => total + of(item), 0);
