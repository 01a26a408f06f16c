import type { Dismissal } from "./dismissals.ts";
import { fitOf } from "./features.ts";
import type { History, ReadTurn } from "./history.ts";
import { scoreOf, type TopicScorer } from "./scorer.ts";
import { situationOf } from "./situation.ts";

/** How the workspace's own replies score, each against the other conversations: what a normal reply looks like here. Rising. */
export interface Calibration {
  readonly typed: Float64Array;
  /** Said word for word in another conversation too. */
  readonly canned: Float64Array;
}

/** Of each kind at most so many replies are scored; with fewer than this they share one threshold. */
const MOST_TYPED = 500;
const MOST_CANNED = 200;
const FEWEST = 100;

/**
 * Scores a sample of the replies in the history, each without its own conversation. `dismissed`: drafts that were warned about
 * and meant, in conversations that are not in the history yet. They are replies like all others.
 */
export function calibrate(
  history: History,
  conversations: readonly (readonly ReadTurn[])[],
  scorer: TopicScorer,
  dismissed: readonly Dismissal[] = [],
): Calibration {
  const typed: Place[] = [];
  const canned: Place[] = [];
  for (const [owner, turns] of conversations.entries()) {
    for (const [i, turn] of turns.entries()) {
      if (turn.from !== "agent" || turn.act || !turns.slice(0, i).some(({ from }) => from === "customer")) continue;
      (isCanned(history, turn, owner) ? canned : typed).push({ context: turns.slice(0, i), draft: turn, owner });
    }
  }
  for (const one of dismissed) (isCanned(history, one.draft) ? canned : typed).push(one);
  const scores = (places: readonly Place[], most: number): Float64Array =>
    Float64Array.from(spread(places, most), ({ context, draft, owner }) => {
      const fit = fitOf(history, situationOf(history, context, owner), draft);
      history.scratch.giveBack();
      return scoreOf(scorer, fit.values);
    }).sort();
  return { typed: scores(typed, MOST_TYPED), canned: scores(canned, MOST_CANNED) };
}

interface Place {
  readonly context: readonly ReadTurn[];
  readonly draft: ReadTurn;
  readonly owner?: number | undefined;
}

/** Somebody said the very same in another conversation. */
export function isCanned(history: History, turn: ReadTurn, without?: number): boolean {
  return (history.same.get(turn.key) ?? []).some((unit) => history.owners[unit] !== without);
}

/** Evenly over all: the same places whenever the same are given. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / most)]!);
}

/**
 * Below which score a draft is off-topic, so that of the workspace's own next replies at most a share of `falseAlarms` is.
 * Nothing where too few replies are known to say.
 */
export function thresholdFor({ typed, canned }: Calibration, isCannedDraft: boolean, falseAlarms: number): number | undefined {
  const own = isCannedDraft ? canned : typed;
  const scores = own.length >= FEWEST ? own : Float64Array.from([...typed, ...canned]).sort();
  if (scores.length < FEWEST / 2) return undefined;
  const place = Math.floor(falseAlarms * (scores.length + 1)) - 1;
  return scores[Math.min(scores.length - 1, Math.max(0, place))];
}
