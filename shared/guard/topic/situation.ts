import { addTo, askedBag, contextBag, type Bag, type History, type ReadTurn } from "./history.ts";
import { best, highest, live, match, ranks, rarity, shares, type Range } from "./match.ts";

/** All that is known of the moment before a reply: what past situations it is like. */
export interface Situation {
  readonly turns: readonly ReadTurn[];
  /** The last four turns, the last twelve, and the customer's last words. */
  readonly near: Bag;
  readonly whole: Bag;
  readonly asked: Bag;
  /** Replies and conversations left out. */
  readonly out: Range;
  readonly outTalk: Range;
  readonly units: number;
  readonly before: Likeness;
  readonly around: Likeness;
  readonly talk: Likeness;
  /** Turns and conversation together, and the customer's last words alone. */
  readonly mixed: Likeness;
  readonly fresh: Likeness;
  readonly nearest: Neighbourhoods;
  readonly telling: readonly Telling[];
  readonly tellingAsked: readonly Telling[];
}

/** How like every past unit is, and the share of units that a likeness is above. */
interface Likeness {
  readonly scores: Float32Array;
  readonly top: number;
  readonly rank: (score: number) => number;
}

/** Shares of the most alike, narrow to wide. */
interface Neighbourhoods {
  readonly mixed: Float32Array;
  readonly mixedWide: Float32Array;
  readonly mixedVast: Float32Array;
  readonly before: Float32Array;
  readonly fresh: Float32Array;
  readonly talkWide: Float32Array;
  /** 1 for whoever is in one of them, conversations aside. */
  readonly any: Float32Array;
}

/** A word of the context and how much it tells. */
interface Telling {
  readonly term: number;
  readonly weight: number;
}

const NOTHING: Range = { from: 0, to: 0 };
const MOST_TURNS = 12;
const MOST_TELLING = 24;
const TURN_DECAY = 0.85;

/** What past situations a context is like. `without` is the conversation itself, where it is in the history. Good until the scratch is given back. */
export function situationOf(history: History, context: readonly ReadTurn[], without?: number): Situation {
  const { scratch } = history;
  const turns = context.slice(-MOST_TURNS);
  const out: Range = without === undefined ? NOTHING : { from: history.starts[without]!, to: history.starts[without + 1]! };
  const outTalk: Range = without === undefined ? NOTHING : { from: without, to: without + 1 };
  const near = contextBag(turns, turns.length, 4);
  const asked = askedBag(turns, turns.length);
  const whole: Bag = new Map();
  for (const [i, turn] of turns.entries()) addTo(whole, turn.terms, TURN_DECAY ** (turns.length - 1 - i));

  const before = likeness(match(history.before, near, out, scratch), out);
  const around = likeness(match(history.around, near, out, scratch), out);
  const talk = likeness(match(history.talk, whole, outTalk, scratch), outTalk);
  const lastWords = match(history.asked, asked, out, scratch);
  const lastTalk = match(history.talk, asked, outTalk, scratch);
  const lastTop = Math.max(1e-6, highest(lastWords));
  const lastTalkTop = Math.max(1e-6, highest(lastTalk));
  const mixedScores = scratch.take(history.owners.length);
  const freshScores = scratch.take(history.owners.length);
  for (let unit = 0; unit < mixedScores.length; unit++) {
    if (unit >= out.from && unit < out.to) continue;
    const owner = history.owners[unit]!;
    mixedScores[unit] = before.scores[unit]! / before.top + (0.5 * around.scores[unit]!) / around.top + (0.7 * talk.scores[owner]!) / talk.top;
    freshScores[unit] = lastWords[unit]! / lastTop + (0.5 * lastTalk[owner]!) / lastTalkTop;
  }
  const mixed = likeness(mixedScores, out);
  const fresh = likeness(freshScores, out);
  const units = history.owners.length - (out.to - out.from);
  const vast = best(mixedScores, 600, mixed.top);
  const wideTalks = best(talk.scores, 60, talk.top);
  const closest = best(before.scores, 40, before.top);
  const freshest = best(freshScores, 250, fresh.top);
  const any = scratch.take(mixedScores.length);
  for (const neighbours of [vast, closest, freshest]) for (const { unit } of neighbours) any[unit] = 1;
  return {
    turns,
    near,
    whole,
    asked,
    out,
    outTalk,
    units,
    before,
    around,
    talk,
    mixed,
    fresh,
    nearest: {
      mixed: shares(vast.slice(0, 40), 4, mixedScores.length, scratch),
      mixedWide: shares(vast.slice(0, 200), 3, mixedScores.length, scratch),
      mixedVast: shares(vast, 4, mixedScores.length, scratch),
      before: shares(closest, 4, mixedScores.length, scratch),
      fresh: shares(freshest, 3, mixedScores.length, scratch),
      talkWide: shares(wideTalks, 3, talk.scores.length, scratch),
      any,
    },
    telling: telling(history, whole, units, out),
    tellingAsked: telling(history, asked, units, out),
  };
}

function likeness(scores: Float32Array, out: Range): Likeness {
  return { scores, top: Math.max(1e-6, highest(scores)), rank: ranks(scores, out) };
}

function telling(history: History, bag: Bag, units: number, out: Range): Telling[] {
  return [...bag]
    .flatMap(([term, weight]) => {
      const found = live(history.around, term, out);
      return found === undefined ? [] : [{ term, weight: weight * rarity(found.spread, units) }];
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TELLING);
}
