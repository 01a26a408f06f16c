import type { Instant } from "../time.ts";
import type { Clock } from "./clock.ts";
import type { SlaEvent } from "./events.ts";
import type { ExplanationPiece } from "./explanation.ts";
import { explainCases, type FoldOptions } from "./fold.ts";

/**
 * [R3] Why this clock stands as it does ("why 14:07?"), from the conversation's own history, each piece with the event behind it.
 * Nothing where the history has no such clock.
 */
export function explain(
  clock: Pick<Clock, "kind" | "startedAt" | "owner">,
  events: readonly SlaEvent[],
  options: FoldOptions & { readonly now: Instant },
): readonly ExplanationPiece[] {
  const found = explainCases(events, options)
    .flatMap(({ clocks }) => clocks)
    .findLast(({ clock: other }) => other.kind === clock.kind && other.startedAt === clock.startedAt && other.owner === clock.owner);
  return found?.why ?? [];
}
