import { live, rarity, type Live, type Range } from "./match.ts";
import type { Bag } from "./history.ts";
import type { Field } from "./postings.ts";
import type { Scratch } from "./scratch.ts";

/** Of each side, so many of the rarest words are paired: 16 bits mark them. */
const MOST_BEFORE = 16;
const MOST_SAID = 12;
const COMMON = 0.15;

/** How often the draft's words followed the context's words, against chance. */
export interface Pairing {
  readonly mean: number;
  readonly best: number;
  readonly worst: number;
  readonly sum: number;
}
const UNKNOWN: Pairing = { mean: 0, best: 0, worst: 0, sum: 0 };

interface Side {
  readonly found: Live;
  readonly weight: number;
}

export function pairing(before: Field, said: Field, context: Bag, terms: readonly number[], out: Range, scratch: Scratch): Pairing {
  const units = before.units - (out.to - out.from);
  const heard = rarest(before, [...context], MOST_BEFORE, units, out);
  const spoken = rarest(
    said,
    terms.map((term) => [term, 1]),
    MOST_SAID,
    units,
    out,
  );
  if (heard.length === 0 || spoken.length === 0) return UNKNOWN;

  const counts = together(scratch.take(before.units), spoken, heard);
  const heardMass = heard.reduce((sum, { weight }) => sum + weight, 0);
  let mass = 2;
  let mean = 0;
  let best = 0;
  let sum = 0;
  let worst = Infinity;
  for (const [s, { found, weight }] of spoken.entries()) {
    let high = -Infinity;
    let middle = 0;
    for (const [h, other] of heard.entries()) {
      const expected = (found.spread * other.found.spread) / units;
      const surprise = Math.log((counts[s * heard.length + h]! + 0.5) / (expected + 0.5));
      if (surprise > high) high = surprise;
      middle += (surprise * other.weight) / heardMass;
    }
    mass += weight;
    mean += weight * middle;
    best += weight * high;
    sum += middle;
    worst = Math.min(worst, high);
  }
  return { mean: mean / mass, best: best / mass, worst, sum };
}

function rarest(field: Field, terms: readonly (readonly [number, number])[], most: number, units: number, out: Range): Side[] {
  return terms
    .flatMap(([term, weight]) => {
      const found = live(field, term, out);
      return found === undefined || found.spread > COMMON * units ? [] : [{ found, weight: weight * rarity(found.spread, units) }];
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most);
}

/** `marks` is all zero; 16 bits fit a float exactly. */
function together(marks: Float32Array, spoken: readonly Side[], heard: readonly Side[]): Float64Array {
  for (const [bit, { found }] of spoken.entries()) each(found, (unit) => (marks[unit]! |= 1 << bit));
  const counts = new Float64Array(spoken.length * heard.length);
  for (const [h, { found }] of heard.entries()) {
    each(found, (unit) => {
      for (let mark = marks[unit]!, s = 0; mark !== 0; mark >>= 1, s++) if ((mark & 1) !== 0) counts[s * heard.length + h]!++;
    });
  }
  return counts;
}

function each({ posting, skipFrom, skipTo }: Live, visit: (unit: number) => void): void {
  for (let p = 0; p < posting.length; p++) {
    if (p === skipFrom) p = skipTo;
    if (p >= posting.length) break;
    visit(posting.units[p]!);
  }
}
