import type { Bag } from "./history.ts";
import type { Scratch } from "./scratch.ts";
import { placeOf, type Field, type Posting } from "./postings.ts";

/** Units from `from` up to `to` are left out: a conversation is not its own past. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A posting without the units left out. */
export interface Live {
  readonly posting: Posting;
  readonly skipFrom: number;
  readonly skipTo: number;
  /** In so many units does the term stand. */
  readonly spread: number;
}

/** A unit and how well it matches. */
export interface Neighbour {
  readonly unit: number;
  readonly score: number;
}

/** BM25: how soon repetition stops counting, and how much length does. */
const SATURATION = 1.2;
const LENGTH = 0.5;
/** Of very long texts the most telling terms are enough. */
const MOST_ASKED = 96;
/** A term in more than this share of units says little about any of them, and costs the most. */
export const COMMON = 0.3;

export function live(field: Field, term: number, out: Range): Live | undefined {
  const posting = field.terms.get(term);
  if (posting === undefined) return undefined;
  const skipFrom = out.to > out.from ? placeOf(posting, out.from) : posting.length;
  const skipTo = out.to > out.from ? placeOf(posting, out.to) : posting.length;
  const spread = posting.length - (skipTo - skipFrom);
  return spread > 0 ? { posting, skipFrom, skipTo, spread } : undefined;
}

export const rarity = (spread: number, units: number): number => Math.log(1 + (units - spread + 0.5) / (spread + 0.5));

/** How well every unit of a field matches a bag of terms. */
export function match(field: Field, bag: Bag, out: Range, scratch: Scratch): Float32Array {
  const scores = scratch.take(field.units);
  const units = field.units - (out.to - out.from);
  const average = field.totalLength / Math.max(1, field.units);
  const asked: { readonly found: Live; readonly gain: number }[] = [];
  for (const [term, weight] of bag) {
    const found = live(field, term, out);
    if (found !== undefined && found.spread <= units * COMMON) asked.push({ found, gain: weight * rarity(found.spread, units) * (SATURATION + 1) });
  }
  if (asked.length > MOST_ASKED) asked.sort((a, b) => b.gain - a.gain).length = MOST_ASKED;
  for (const { found, gain } of asked) {
    const { posting, skipFrom, skipTo } = found;
    for (let p = 0; p < posting.length; p++) {
      if (p === skipFrom) p = skipTo;
      if (p >= posting.length) break;
      const unit = posting.units[p]!;
      const count = posting.counts[p]!;
      scores[unit]! += (gain * count) / (count + SATURATION * (1 - LENGTH + (LENGTH * field.lengths[unit]!) / average));
    }
  }
  return scores;
}

export function highest(scores: Float32Array): number {
  let top = 0;
  for (let unit = 0; unit < scores.length; unit++) if (scores[unit]! > top) top = scores[unit]!;
  return top;
}

const BINS = 512;

/** The best-matching units, the best first; ties by number. Takes time in proportion to the units, not to the wish. */
export function best(scores: Float32Array, most: number, top = highest(scores)): Neighbour[] {
  if (top <= 0) return [];
  const scale = (BINS - 1) / top;
  const bins = new Int32Array(BINS);
  for (let unit = 0; unit < scores.length; unit++) bins[(scores[unit]! * scale) | 0]!++;
  let cut = BINS - 1;
  for (let held = bins[cut]!; cut > 0 && held < most;) held += bins[--cut]!;
  const least = cut / scale - 1e-6;
  const found: Neighbour[] = [];
  for (let unit = 0; unit < scores.length; unit++) {
    const score = scores[unit]!;
    if (score > least && score > 0) found.push({ unit, score });
  }
  return found.sort((a, b) => b.score - a.score || a.unit - b.unit).slice(0, most);
}

/** Shares of neighbours that sum to one, the better the match the more; by unit, none for all others. */
export function shares(neighbours: readonly Neighbour[], sharpness: number, units: number, scratch: Scratch): Float32Array {
  const into = scratch.take(units);
  const top = neighbours[0]?.score ?? 1;
  let sum = 0;
  for (const { unit, score } of neighbours) sum += into[unit] = Math.exp(sharpness * (score / top - 1));
  for (const { unit } of neighbours) into[unit]! /= sum;
  return into;
}

/** For a score, the share of units below it. */
export function ranks(scores: Float32Array, out: Range): (score: number) => number {
  const top = highest(scores);
  if (top <= 0) return () => 0;
  const scale = (BINS - 1) / top;
  const bins = new Float64Array(BINS);
  for (let unit = 0; unit < scores.length; unit++) bins[(scores[unit]! * scale) | 0]!++;
  bins[0]! -= out.to - out.from;
  const units = Math.max(1, scores.length - (out.to - out.from));
  let below = 0;
  const share = bins.map((count) => {
    const here = (below + count * 0.5) / units;
    below += count;
    return here;
  });
  return (score) => share[(score * scale) | 0]!;
}
