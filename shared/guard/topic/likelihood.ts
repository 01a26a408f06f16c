import { COMMON, live, type Range } from "./match.ts";
import type { Field } from "./postings.ts";

/** So much of the neighbours' likelihood is the background's: nothing is impossible. */
const SMOOTHING = 0.15;
/** No surprise counts for more. */
const MOST = 6;

/**
 * How much likelier each term is among some neighbours than anywhere, as a logarithm; 0 for a term that
 * nobody used, or everybody. For several
 * neighbourhoods at once: going through the places of a term is what costs. `marked` is not 0 for units in any of them: the others,
 * nearly all, need no second look.
 */
export function leans(field: Field, terms: readonly number[], neighbourhoods: readonly Float32Array[], marked: Float32Array, out: Range): Float64Array[] {
  const units = field.units - (out.to - out.from);
  let total = field.totalLength;
  for (let unit = out.from; unit < out.to; unit++) total -= field.lengths[unit]!;
  const ratios = neighbourhoods.map(() => new Float64Array(terms.length));
  const near = new Float64Array(neighbourhoods.length);
  for (let t = 0; t < terms.length; t++) {
    const found = live(field, terms[t]!, out);
    if (found === undefined || found.spread > units * COMMON) continue;
    const { posting, skipFrom, skipTo } = found;
    const { counts, length, units: places } = posting;
    let all = posting.total;
    for (let p = skipFrom; p < skipTo; p++) all -= counts[p]!;
    near.fill(0);
    for (let p = 0; p < length; p++) {
      const unit = places[p]!;
      if (marked[unit] === 0) continue;
      const count = counts[p]!;
      for (let n = 0; n < neighbourhoods.length; n++) {
        const part = neighbourhoods[n]![unit]!;
        if (part > 0) near[n]! += (part * count) / field.lengths[unit]!;
      }
    }
    for (let n = 0; n < neighbourhoods.length; n++) {
      ratios[n]![t] = Math.min(MOST, Math.log(((1 - SMOOTHING) * near[n]! * total) / all + SMOOTHING));
    }
  }
  return ratios;
}

/** The same for one neighbourhood. */
export const lean = (field: Field, terms: readonly number[], share: Float32Array, out: Range): Float64Array => leans(field, terms, [share], share, out)[0]!;
