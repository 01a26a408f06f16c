import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { presentSignals } from "../../../shared/signals/present-signals.ts";
import { signalFacts } from "../../../shared/signals/signal-facts.ts";
import type { Signals } from "../../../shared/signals/signals.ts";
import { minus, type Clock } from "../../../shared/time.ts";
import { parseTime } from "../../parse-time.ts";
import type { SignalCache } from "../../signals/signal-cache.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly signals: SignalCache;
}

const time = z.iso.datetime({ offset: true });
const NO_NUMBER: Answer = { status: 404, body: problem(404, "not-found", "There is no such number.") };

const answer = (said: Signals | undefined): Answer =>
  said === undefined
    ? { status: 503, body: problem(503, "not-now", "The figures could not be computed in time. Ask again in a moment.") }
    : { status: 200, body: presentSignals(said, iso) };

/** How a number fares by our own log, and what leads were told about it. */
export function signalRoutes({ clock, signals, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/numbers/:id/signals",
      summary: "What our own log says about a number: the last seven days where no period is named, at most 31. Computed at most once a minute.",
      roles: LEADS,
      query: z.object({ from: time.optional(), to: time.optional() }),
      answers: { 200: "Signals", 404: "There is no such number", 422: "The period is empty or too long", 503: "It took too long: ask again" },
      handle: async ({ params, query }) => {
        const number = store.read((tx) => tx.get("number", params["id"] ?? ""));
        if (number === undefined) return NO_NUMBER;
        if (query.from === undefined && query.to === undefined) return answer(await signals.of(number.id));
        const to = query.to === undefined ? clock.now() : parseTime(query.to);
        const from = query.from === undefined ? minus(to, signalFacts.period.value) : parseTime(query.from);
        if (from >= to || to - from > signalFacts.longestPeriod.value)
          return { status: 422, body: problem(422, "period", "The period ends after it begins, and is no longer than 31 days.") };
        return answer(await signals.of(number.id, { from, to }));
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/numbers/:id/alarms/seen",
      summary: "The caller has seen what is said about this number; others still see it.",
      roles: LEADS,
      answers: { 200: "Seen", 404: "There is no such number" },
      handle: ({ params, principal }) =>
        store.write((tx): Answer => {
          const number = tx.get("number", params["id"] ?? "");
          if (number === undefined) return NO_NUMBER;
          const me = principal.agent.id;
          const unseen = (number.alarms ?? []).filter(({ seenBy }) => !seenBy.includes(me));
          if (unseen.length > 0)
            tx.put("number", number.id, {
              ...number,
              alarms: number.alarms?.map((alarm) => (alarm.seenBy.includes(me) ? alarm : { ...alarm, seenBy: [...alarm.seenBy, me] })),
            });
          return { status: 200, body: { seen: unseen.length } };
        }),
    }),
  ];
}
