import { PROMO_CUES, SERVICE_CUES, type Cue } from "../lexicon/promo.ts";
import { clauseAt, clausesOf, type Clause } from "./clauses.ts";
import { hits } from "./phrases.ts";

export interface PromoScore {
  readonly weight: number;
  readonly cues: readonly string[];
  /** The clauses that sell, in the folded text. */
  readonly from: number | undefined;
  readonly to: number;
}

/** An address of the web, a sign that shouts for attention: little by themselves. */
const LINK = /\b(?:https?:\/\/|www\.)[^\s]{4}/g;
const LURES = /[\u{1f300}-\u{1f5ff}\u{1f680}\u{1f900}-\u{1f9ff}\u{2728}\u{2b50}\u{2764}\u{26a1}\u{1f60d}\u{1f929}]|!!|\{\{/gu;
/** Signs that serve rather than sell. */
const LURE_WEIGHT = 0.5;
const NONE: PromoScore = { weight: 0, cues: [], from: undefined, to: 0 };
/** A clause below this does not carry anything over to its neighbours. */
const CARRIES = 1.5;

/** Clause by clause, so that one sentence of advert in a page of service is seen, and a settled discount is not. */
export function promoScore(folded: string): PromoScore {
  const found = PROMO_CUES.flatMap((cue) => hits(cue.pattern, folded).map(({ from }) => ({ cue, from })));
  if (found.length === 0) return NONE;

  const clauses = clausesOf(folded);
  const weights = clauses.map(() => new Map<string, number>());
  const add = ({ name, weight }: Pick<Cue, "name" | "weight">, from: number): void => {
    weights[clauseAt(clauses, from)]?.set(name, weight);
  };
  for (const { cue, from } of found) add(cue, from);
  for (const { from } of hits(LINK, folded)) add({ name: "link", weight: LURE_WEIGHT }, from);
  for (const { from } of hits(LURES, folded)) add({ name: "lure", weight: LURE_WEIGHT }, from);
  for (const cue of SERVICE_CUES) for (const { from } of hits(cue.pattern, folded)) add({ name: cue.name, weight: -cue.weight }, from);

  return best(clauses, weights);
}

/** The heaviest clause, or two that sell one after the other. */
function best(clauses: readonly Clause[], weights: readonly ReadonlyMap<string, number>[]): PromoScore {
  const sums = weights.map(sumOf);
  let score = NONE;
  clauses.forEach(({ from, to }, index) => {
    const weight = sums[index] ?? 0;
    if (weight > score.weight) score = { weight, cues: [...(weights[index] ?? [])].filter(([, value]) => value > 0).map(([name]) => name), from, to };

    const next = sums[index + 1] ?? 0;
    const after = clauses[index + 1];
    if (after === undefined || weight < CARRIES || next < CARRIES) return;
    const both = new Map([...(weights[index] ?? []), ...(weights[index + 1] ?? [])]);
    const together = sumOf(both);
    if (together > score.weight) score = { weight: together, cues: [...both].filter(([, value]) => value > 0).map(([name]) => name), from, to: after.to };
  });
  return score;
}

const sumOf = (weights: ReadonlyMap<string, number>): number => {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return sum;
};
