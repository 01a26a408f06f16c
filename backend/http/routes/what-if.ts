import type { Logger } from "pino";
import { problem } from "../../../shared/api/problem.ts";
import { whatIfBody } from "../../../shared/api/requests.ts";
import type { WhatIfLine, WhatIfResult } from "../../../shared/api/sla.ts";
import { isTimeZone } from "../../../shared/sla/compile-calendar.ts";
import { parsePolicies } from "../../../shared/sla/parse-policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { attainmentsOf, type Comparison } from "../../../shared/sla/what-if.ts";
import { between, days, type Clock } from "../../../shared/time.ts";
import { parseTime } from "../../parse-time.ts";
import type { WhatIf } from "../../sla/what-if.ts";
import { iso } from "../present.ts";
import { sendProgressLines } from "../progress-lines.ts";
import { LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly clock: Clock;
  readonly whatIf: WhatIf;
  readonly log: Pick<Logger, "error">;
}

/** A year and a month to compare it with. */
const LONGEST = days(400);
const MOST_FAULTS = 1_000;

/** [P4] What a draft would have made of the past, before it is saved. */
export function whatIfRoutes({ clock, log, whatIf }: Deps): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/api/v1/sla/what-if",
      summary: "Replays a stretch of the past under a draft of policies and calendars. Nothing is saved; who hangs up stops it.",
      roles: LEADS,
      body: whatIfBody,
      answers: {
        200: "NDJSON: lines of progress, then the result or a problem",
        422: "The draft or the stretch is not as it should be",
        429: "Another replay is under way",
      },
      handle: ({ body, reply }) => {
        const draft = parsePolicies(body);
        const from = parseTime(body.from);
        const to = parseTime(body.to);
        const faults: readonly Problem[] = [
          ...(isTimeZone(body.timeZone) ? [] : [fault("timeZone", "Unknown time zone.")]),
          ...(from < to ? [] : [fault("to", "The stretch ends before it begins.")]),
          ...(between(from, to) <= LONGEST ? [] : [fault("to", "The stretch is longer than 400 days.")]),
        ];
        const errors = [...(draft.ok ? [] : draft.error), ...faults].slice(0, MOST_FAULTS);
        if (!draft.ok) return { status: 422, body: problem(422, "invalid-policy", "The draft has faults; nothing was replayed.", { errors }) };
        if (faults[0] !== undefined) return { status: 422, body: problem(422, "invalid-what-if", faults[0].message, { errors }) };

        const run = whatIf.begin({ draft: draft.value, from, to, timeZone: body.timeZone, now: clock.now() });
        if (run === "busy") return BUSY;
        return sendProgressLines(reply, {
          progress: run.progress,
          answer: run.comparison,
          stop: run.stop,
          lineOf: (comparison, tookMs): WhatIfLine => ({ result: resultOf(comparison, tookMs) }),
          stopped: STOPPED,
          failed: FAILED,
          log,
        });
      },
    }),
  ];
}

const BUSY: Answer = {
  status: 429,
  body: problem(429, "what-if-under-way", "Somebody is replaying the past already.", { detail: "One replay at a time: try again when it is done." }),
};

const fault = (path: string, message: string): Problem => ({ path, message, code: "value" });

const STOPPED = { title: "The server is going down.", detail: "Nothing was saved. Try again in a moment." };
const FAILED = {
  title: "The replay failed.",
  detail: "Nothing was saved. Try again; if it stays, tell your administrator.",
  logged: "A replay of the past failed.",
};

const resultOf = (comparison: Comparison, tookMs: number): WhatIfResult => ({
  conversations: comparison.conversations,
  metrics: attainmentsOf(comparison),
  hours: comparison.hours.today.map((today, hour) => ({ hour, today, draft: comparison.hours.draft[hour] ?? 0 })),
  changed: {
    newlyMissed: comparison.newlyMissed,
    noLongerMissed: comparison.noLongerMissed,
    examples: comparison.examples.map(({ conversationId, kind, missed, startedAt }) => ({ conversationId, kind, startedAt: iso(startedAt), missed })),
  },
  tookMs: Math.round(tookMs),
});
