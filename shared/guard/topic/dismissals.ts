import { addTo, askedBag, contextBag, RECENCY, type Bag, type History, type ReadTurn } from "./history.ts";
import { rarity } from "./match.ts";

/** A warning that somebody passed with a reason: after these turns this draft was meant. */
export interface Dismissal {
  readonly conversationId: string;
  /** The last turns before the draft. */
  readonly context: readonly ReadTurn[];
  readonly draft: ReadTurn;
}

/** From so much likeness on, of the situation and of the draft, the same warning does not come again. */
export const ALIKE = 0.4;

/** How like a draft in a situation is to one that was dismissed, 0 to 1: the likest counts, and of situation and draft the less alike. */
export function dismissedLike(history: History, dismissals: Iterable<Dismissal>, turns: readonly ReadTurn[], draft: ReadTurn): number {
  const said = weighed(history, bagOf(draft));
  const near = weighed(history, contextBag(turns, turns.length, RECENCY.length));
  const asked = weighed(history, askedBag(turns, turns.length));
  let likest = 0;
  for (const { context, draft: other } of dismissals) {
    const drafts = likeness(said, weighed(history, bagOf(other)));
    // Most speak of something else: their situations need not be looked at.
    if (drafts <= likest) continue;
    const situations = Math.max(
      likeness(near, weighed(history, contextBag(context, context.length, RECENCY.length))),
      likeness(asked, weighed(history, askedBag(context, context.length))),
    );
    likest = Math.max(likest, Math.min(drafts, situations));
  }
  return likest;
}

function bagOf({ terms }: ReadTurn): Bag {
  const bag: Bag = new Map();
  addTo(bag, terms, 1);
  return bag;
}

interface Weighed {
  readonly weights: Bag;
  readonly length: number;
}

/** Words that stand everywhere say nothing. */
function weighed(history: History, bag: Bag): Weighed {
  const weights: Bag = new Map();
  let squares = 0;
  for (const [term, count] of bag) {
    const weight = Math.min(2, count) * rarity(history.around.terms.get(term)?.length ?? 0, history.around.units);
    weights.set(term, weight);
    squares += weight * weight;
  }
  return { weights, length: Math.sqrt(squares) };
}

function likeness(one: Weighed, other: Weighed): number {
  if (one.length === 0 || other.length === 0) return 0;
  let product = 0;
  for (const [term, weight] of one.weights) product += weight * (other.weights.get(term) ?? 0);
  return product / (one.length * other.length);
}
