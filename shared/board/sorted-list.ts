/** A list that is kept in order: a change is a binary search and moves a few neighbours, however long the list is; nothing is sorted again. */
export interface SortedList<Value> {
  readonly length: () => number;
  readonly at: (place: number) => Value | undefined;
  /** All of them, in order; a new array when something has changed. */
  readonly items: () => readonly Value[];
  readonly add: (value: Value) => void;
  readonly remove: (value: Value) => boolean;
  readonly indexOf: (value: Value) => number;
  /** How many come before the first for which `isBeyond` holds; it must hold for everything after that, too. */
  readonly countUntil: (isBeyond: (value: Value) => boolean) => number;
}

/** A block is split at twice this. Moving so many costs less than finding them. */
const BLOCK = 512;

/** `compare` answers 0 for one and the same entry only. `sorted` must be in its order. */
export function createSortedList<Value>(compare: (a: Value, b: Value) => number, sorted: readonly Value[] = []): SortedList<Value> {
  const blocks: Value[][] = [];
  for (let from = 0; from < sorted.length; from += BLOCK) blocks.push(sorted.slice(from, from + BLOCK));
  let length = sorted.length;
  let flat: readonly Value[] | undefined = sorted;

  const firstIn = <Entry>(entries: readonly Entry[], isBeyond: (entry: Entry) => boolean): number => {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBeyond(entries[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  /** The block and the place in it of the first beyond. */
  const find = (isBeyond: (value: Value) => boolean): readonly [block: number, place: number] => {
    const block = firstIn(blocks, (each) => isBeyond(each.at(-1)!));
    return [block, block === blocks.length ? 0 : firstIn(blocks[block]!, isBeyond)];
  };
  const before = (block: number): number => {
    let count = 0;
    for (let at = 0; at < block; at += 1) count += blocks[at]!.length;
    return count;
  };
  const findEqual = (value: Value): readonly [block: number, place: number] | undefined => {
    const [block, place] = find((other) => compare(other, value) >= 0);
    const found = blocks[block]?.[place];
    return found === undefined || compare(found, value) !== 0 ? undefined : [block, place];
  };

  return {
    length: () => length,
    at: (place) => {
      let rest = place;
      if (rest < 0) return undefined;
      for (const block of blocks) {
        if (rest < block.length) return block[rest];
        rest -= block.length;
      }
      return undefined;
    },
    items: () => (flat ??= blocks.flat()),
    add: (value) => {
      flat = undefined;
      length += 1;
      const [found, place] = find((other) => compare(other, value) >= 0);
      // Behind everything: at the end of the last block.
      const block = blocks[found] ?? blocks.at(-1);
      if (block === undefined) return void blocks.push([value]);
      block.splice(found < blocks.length ? place : block.length, 0, value);
      if (block.length >= 2 * BLOCK) blocks.splice(blocks.indexOf(block) + 1, 0, block.splice(BLOCK));
    },
    remove: (value) => {
      const found = findEqual(value);
      if (found === undefined) return false;
      flat = undefined;
      length -= 1;
      const [block, place] = found;
      blocks[block]!.splice(place, 1);
      if (blocks[block]!.length === 0) blocks.splice(block, 1);
      return true;
    },
    indexOf: (value) => {
      const found = findEqual(value);
      return found === undefined ? -1 : before(found[0]) + found[1];
    },
    countUntil: (isBeyond) => {
      const [block, place] = find(isBeyond);
      return before(block) + place;
    },
  };
}
