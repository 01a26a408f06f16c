/** Where a term stands: units in rising order, and how often in each. */
export interface Posting {
  units: Int32Array;
  counts: Float32Array;
  length: number;
  /** Sum of counts. */
  total: number;
}

/** One inverted index: terms of units (replies, turns, conversations). Units come in rising order. */
export interface Field {
  readonly terms: Map<number, Posting>;
  /** Sum of counts per unit. */
  lengths: Float32Array;
  units: number;
  totalLength: number;
}

export const createField = (): Field => ({ terms: new Map(), lengths: new Float32Array(64), units: 0, totalLength: 0 });

/** Adds the next unit of a field. */
export function addUnit(field: Field, bag: ReadonlyMap<number, number>): void {
  const unit = field.units++;
  if (unit >= field.lengths.length) field.lengths = grown(field.lengths, new Float32Array(unit * 2));
  let length = 0;
  for (const [term, count] of bag) {
    length += count;
    let posting = field.terms.get(term);
    if (posting === undefined) field.terms.set(term, (posting = { units: new Int32Array(2), counts: new Float32Array(2), length: 0, total: 0 }));
    if (posting.length === posting.units.length) {
      posting.units = grown(posting.units, new Int32Array(posting.length * 2));
      posting.counts = grown(posting.counts, new Float32Array(posting.length * 2));
    }
    posting.units[posting.length] = unit;
    posting.counts[posting.length++] = count;
    posting.total += count;
  }
  field.lengths[unit] = length;
  field.totalLength += length;
}

function grown<T extends Int32Array | Float32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** The first place in a posting whose unit is not before `unit`. */
export function placeOf(posting: Posting, unit: number): number {
  let low = 0;
  let high = posting.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (posting.units[middle]! < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}
