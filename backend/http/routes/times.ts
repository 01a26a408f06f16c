import { conversationTimes, type CaseTimes, type HandoffWait, type Wait } from "../../../shared/handoffs/times.ts";
import { summaryOf } from "../../../shared/handoffs/times-summary.ts";
import { readOutcomes } from "../../outcomes/outcome-settings.ts";
import { endingsOf, type Ending } from "../../../shared/outcomes/unmet.ts";
import type { Clock } from "../../../shared/time.ts";
import type { Store } from "../../store/store.ts";
import { NO_CONVERSATION, visible } from "../conversation-answers.ts";
import { iso } from "../present.ts";
import { EVERYBODY, route, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** [HO14] How long the bot and people took in a conversation. */
export function timeRoutes({ clock, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/conversations/:id/times",
      summary: "Per case the waits for the bot, for people and after handoffs, and together as the customer felt them; and what came of it.",
      roles: EVERYBODY,
      answers: { 200: "Cases, the newest last, and ends", 404: "Unknown, or not yours to see" },
      handle: ({ params, principal }) =>
        store.read((tx) => {
          const conversation = visible(tx, params["id"], principal);
          if (conversation === undefined) return NO_CONVERSATION;
          const events = tx.events(conversation.id);
          const now = clock.now();
          const { outcomes, reopenedWithin } = readOutcomes(tx).settings;
          return {
            status: 200,
            body: {
              items: conversationTimes(events, now).map(presentCase),
              endings: endingsOf(events, { outcomes, within: reopenedWithin, now }).map(presentEnding),
            },
          };
        }),
    }),
  ];
}

const presentCase = ({ bot, felt, handoffs, human, no, resolvedAt, startedAt }: CaseTimes) => ({
  no,
  startedAt: iso(startedAt),
  resolvedAt: resolvedAt === undefined ? undefined : iso(resolvedAt),
  bot: presentWaits(bot),
  human: presentWaits(human),
  handoff: { ...presentWaits(handoffs), waits: handoffs.map(presentHandoff) },
  felt: presentWaits(felt),
});

function presentWaits(waits: readonly Wait[]) {
  const { answered, longest, median, waitingSince } = summaryOf(waits);
  return { answered, median, longest, waitingSince: waitingSince === undefined ? undefined : iso(waitingSince), waits: waits.map(presentWait) };
}

const presentWait = ({ from, how, to }: Wait) => ({ from: iso(from), to: iso(to), how });
const presentHandoff = ({ askedAt, claimedAt, ...wait }: HandoffWait) => ({
  ...presentWait(wait),
  askedAt: iso(askedAt),
  claimedAt: claimedAt === undefined ? undefined : iso(claimedAt),
});
const presentEnding = ({ at, need, outcome, reopenedAt }: Ending) => ({
  at: iso(at),
  outcome,
  need,
  reopenedAt: reopenedAt === undefined ? undefined : iso(reopenedAt),
});
