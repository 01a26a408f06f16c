import type { Logger } from "pino";
import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { pausesQuery, presentList, presentPauses, presentReport, reportListQuery, reportQuery } from "../../../shared/api/reports.ts";
import { parsePausePolicy, type PausePolicy } from "../../../shared/reports/pause-policy.ts";
import { periodBefore } from "../../../shared/reports/period-before.ts";
import type { Report, ReportPeriod } from "../../../shared/reports/report.ts";
import { between, days, type Clock } from "../../../shared/time.ts";
import { parseTime } from "../../parse-time.ts";
import { readPausePolicy, savePausePolicy, type PausePolicyInForce } from "../../reports/pause-policy-store.ts";
import type { Reports, ReportRun } from "../../reports/reports.ts";
import { slaSettingsHistory } from "../../sla/settings.ts";
import type { ReadTx, Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { sendProgressLines } from "../progress-lines.ts";
import { LEADS, route, type Answer, type Route } from "../route.ts";
import { saveAnswer } from "../save-answer.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly reports: Reports;
  readonly log: Pick<Logger, "error">;
}

/** A year and a month. */
const LONGEST = days(400);

/** [BD1] [BD3] What leads want to know of any period. */
export function reportRoutes({ clock, log, reports, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/reports",
      summary: "Counts a period, line by line by `by`, and the period before. Times in ISO 8601, lengths in milliseconds. Who hangs up stops it.",
      roles: LEADS,
      query: reportQuery,
      answers: { 200: "NDJSON: lines of progress, then the report or a problem", 422: "The period is empty or too long", 429: "Too many are asking" },
      handle: ({ query, reply }) => {
        const period = periodOf(query);
        if (period === undefined) return BAD_PERIOD;
        const { by, timeZone } = query;
        const run = reports.begin({ what: "report", period, before: periodBefore(period, timeZone), by, timeZone, now: clock.now() });
        if (run === "busy") return BUSY;
        const present = (report: Report) => presentReport({ report, names: store.read((tx) => namesOf(tx, report)) }, iso);
        return sendProgressLines(reply, {
          progress: run.progress,
          answer: run.answer,
          stop: run.stop,
          lineOf: (report) => ({ report: present(report) }),
          stopped: STOPPED,
          failed: FAILED,
          log,
        });
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/reports/conversations",
      summary: "What a figure of a report counts, the newest 200 by conversation: of the line `key` under `by`, or of all.",
      roles: LEADS,
      query: reportListQuery,
      answers: { 200: "How many, and the newest of them", 422: "The period is empty or too long", 429: "Too many are asking", 503: "The server is going down" },
      handle: ({ query }) => {
        const period = periodOf(query);
        if (period === undefined) return BAD_PERIOD;
        const { by, figure, key, timeZone } = query;
        const line = by === undefined ? undefined : { by, key: key ?? "" };
        return answer(reports.begin({ what: "list", period, timeZone, figure, line, now: clock.now() }), (list) => presentList(list, iso));
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/reports/pauses",
      summary:
        "Pauses, snoozes and marks that come again and again just before a clock falls due, by person, with what speaks for it. A reason to ask, and no proof.",
      roles: LEADS,
      query: pausesQuery,
      answers: { 200: "Patterns", 422: "The period is empty or too long", 429: "Too many are asking", 503: "The server is going down" },
      handle: ({ query }) => {
        const period = periodOf(query);
        if (period === undefined) return BAD_PERIOD;
        return answer(reports.begin({ what: "pauses", period, now: clock.now() }), (pauses) => presentPauses(pauses, iso));
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/reports/pauses/policy",
      summary: "From which numbers on pauses are listed.",
      roles: LEADS,
      answers: { 200: "The numbers" },
      handle: () => ({ status: 200, body: presentPolicy(store.read(readPausePolicy)) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/reports/pauses/policy",
      summary: "Changes those numbers. What is left out has its default.",
      roles: LEADS,
      // Read by parsePausePolicy, which names every fault.
      body: z.unknown().describe("{ lastShare?, repeats?, ofAll?, reopenWithin?, version? }; a duration in milliseconds"),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile", 422: "Refused, each fault with its path" },
      handle: ({ body, principal }) =>
        saveAnswer({
          store,
          body,
          refused: "invalid-pause-policy",
          parse: parsePausePolicy,
          current: readPausePolicy,
          save: (tx, settings) => {
            const parsed = parsePausePolicy(settings);
            return presentPolicy(parsed.ok ? savePausePolicy(tx, parsed.value, principal.agent.id, clock.now()) : readPausePolicy(tx));
          },
        }),
    }),
  ];
}

const presentPolicy = ({ settings, version }: PausePolicyInForce): PausePolicy & { readonly version: number } => ({ ...settings, version });

const BAD_PERIOD: Answer = { status: 422, body: problem(422, "period", "The period ends after it begins, and is no longer than 400 days.") };
const BUSY: Answer = { status: 429, body: problem(429, "reports-under-way", "Too many reports are being counted.", { detail: "Try again in a moment." }) };
const GOING_DOWN: Answer = { status: 503, body: problem(503, "not-now", "The server is going down.") };

function periodOf(query: { readonly from: string; readonly to: string }): ReportPeriod | undefined {
  const from = parseTime(query.from);
  const to = parseTime(query.to);
  return from < to && between(from, to) <= LONGEST ? { from, to } : undefined;
}

async function answer<Fact>(run: ReportRun<Fact> | "busy", present: (fact: Fact) => unknown): Promise<Answer> {
  if (run === "busy") return BUSY;
  const fact = await run.answer;
  return fact === "stopped" ? GOING_DOWN : { status: 200, body: present(fact) };
}

/** What the lines of a report are called; what is not named here has its name in its key. */
function namesOf(tx: ReadTx, { by, groups }: Report): Readonly<Record<string, string>> {
  const policies = by === "policy" ? slaSettingsHistory(tx).flatMap((settings) => settings.policies) : [];
  const nameOf = (key: string): string | undefined => {
    switch (by) {
      case "agent":
        return tx.get("agent", key)?.name;
      case "team":
        return tx.get("team", key)?.name;
      case "number":
        return tx.get("number", key)?.displayName;
      case "policy":
        return policies.findLast(({ id, name }) => id === key && name !== undefined)?.name;
      default:
        return undefined;
    }
  };
  return Object.fromEntries(
    groups.flatMap(({ key }) => {
      const name = nameOf(key);
      return name === undefined ? [] : [[key, name]];
    }),
  );
}

const STOPPED = { title: "The server is going down.", detail: "Try again in a moment." };
const FAILED = {
  title: "The report failed.",
  detail: "Try again; if it stays, tell your administrator.",
  logged: "A report failed.",
};
