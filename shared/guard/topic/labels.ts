import type { History } from "./history.ts";
import { live, type Range } from "./match.ts";

/** What the team's own labels on past conversations say of a draft in a situation. */
export interface LabelFit {
  /** Whether there are labels enough to ask. */
  readonly asked: number;
  /** How much the labels of the context and of the draft are the same, 0 to 1. */
  readonly overlap: number;
  /** How much likelier the draft is under the context's labels than under all, as a logarithm. */
  readonly fit: number;
  /** How much surer the draft is of another label than of the context's. */
  readonly gap: number;
  /** How sure the context is of its label, and the draft of its. */
  readonly sureContext: number;
  readonly sureDraft: number;
}

const UNASKED: LabelFit = { asked: 0, overlap: 0, fit: 0, gap: 0, sureContext: 0, sureDraft: 0 };
const FEWEST_CONVERSATIONS = 3;
const FEWEST_LABELS = 2;
/** Words of the background that every label is given: nothing is impossible. */
const BACKGROUND = 60;
/** Words of one text are not independent: their evidence counts for less than its sum. */
const TRUST = 0.6;

interface Weighted {
  readonly term: number;
  readonly weight: number;
}

/** Naive Bayes over the labelled conversations. A conversation of several labels counts for each in part. */
export function labelFit(history: History, context: readonly Weighted[], draft: readonly number[], out: Range): LabelFit {
  const { labels, names } = history.labels;
  if (names.size < FEWEST_LABELS) return UNASKED;
  const sizes = new Float64Array(names.size);
  const lengths = new Float64Array(names.size);
  for (const [owner, own] of labels.entries()) {
    if (owner >= out.from && owner < out.to) continue;
    for (const label of own) {
      sizes[label]! += 1 / own.length;
      lengths[label]! += history.talk.lengths[owner]! / own.length;
    }
  }
  const kept = [...sizes.keys()].filter((label) => sizes[label]! >= FEWEST_CONVERSATIONS);
  if (kept.length < FEWEST_LABELS) return UNASKED;

  const evidence = (words: readonly Weighted[]): Float64Array => {
    const sums = new Float64Array(names.size);
    const counts = new Float64Array(names.size);
    for (const { term, weight } of words) {
      const found = live(history.talk, term, out);
      if (found === undefined) continue;
      counts.fill(0);
      let all = 0;
      const { posting, skipFrom, skipTo } = found;
      for (let p = 0; p < posting.length; p++) {
        if (p === skipFrom) p = skipTo;
        if (p >= posting.length) break;
        const own = labels[posting.units[p]!]!;
        all += posting.counts[p]!;
        for (const label of own) counts[label]! += posting.counts[p]! / own.length;
      }
      const usual = all / history.talk.totalLength;
      for (const label of kept) sums[label]! += weight * Math.log((counts[label]! + BACKGROUND * usual) / (lengths[label]! + BACKGROUND) / usual);
    }
    return sums;
  };
  const said = evidence(draft.map((term) => ({ term, weight: TRUST })));
  const top = Math.max(1e-6, ...context.map(({ weight }) => weight));
  const heard = evidence(context.map(({ term, weight }) => ({ term, weight: (TRUST * weight) / top })));
  const prior = kept.map((label) => 0.5 * Math.log(sizes[label]!));
  const ofContext = normal(kept.map((label, i) => heard[label]! + prior[i]!));
  const ofDraft = normal(kept.map((label, i) => said[label]! + prior[i]!));
  const alone = normal(prior);
  let overlap = 0;
  let here = 0;
  let anywhere = 0;
  for (const [i, label] of kept.entries()) {
    overlap += Math.sqrt(ofContext[i]! * ofDraft[i]!);
    here += ofContext[i]! * Math.exp(said[label]!);
    anywhere += alone[i]! * Math.exp(said[label]!);
  }
  const sureContext = Math.max(...ofContext);
  const sureDraft = Math.max(...ofDraft);
  return { asked: 1, overlap, fit: Math.log(here / anywhere), gap: sureDraft - ofDraft[ofContext.indexOf(sureContext)]!, sureContext, sureDraft };
}

function normal(logs: readonly number[]): number[] {
  const top = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - top));
  const sum = raw.reduce((all, one) => all + one, 0);
  return raw.map((one) => one / sum);
}
