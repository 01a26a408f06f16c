import { toConversationId, toNumberId, toTeamId } from "../../shared/ids.ts";
import { startReport } from "../../shared/reports/count-report.ts";
import { DEFAULT_PAUSE_POLICY } from "../../shared/reports/pause-policy.ts";
import { periodBefore } from "../../shared/reports/period-before.ts";
import type { ReportFact } from "../../shared/reports/report-fact.ts";
import { REPORT_CLOCKS, type Report } from "../../shared/reports/report.ts";
import { wallClock } from "../../shared/sla/compile-calendar.ts";
import { hours, minutes, minus, toDuration, toInstant } from "../../shared/time.ts";
import type { ReportCommands, ReportWish } from "../commands/reports.ts";
import { ago, idOf, made } from "./conversations.ts";
import { agents, NOW, numbers, teams } from "./people.ts";

const OUTCOMES = ["solved", "solved", "solved", "redirected:phone", "not-solvable"] as const;

/** Weeks of an ordinary shop, told by a rule and not by chance: the same at each start. */
export function reportOf({ by, period, timeZone }: ReportWish): Report {
  const day = (at: number) => new Date(wallClock(timeZone, toInstant(at)).day * 86_400_000).toISOString().slice(0, 10);
  const hour = (at: number) => Math.floor(wallClock(timeZone, toInstant(at)).time / hours(1));
  const before = periodBefore(period, timeZone);
  const report = startReport({ period, before, by, timeZone, now: minus(NOW, minutes(2)) }, { day, hour, hourOfWeek: hour });
  const people = agents.filter(({ role }) => role !== "bot");
  let n = 0;
  for (let at: number = before.from; at < Math.min(period.to, NOW); at += hours(1)) {
    if (hour(at) < 8 || hour(at) > 19) continue;
    for (let i = 0; i < 2 + (hour(at) % 3); i += 1) {
      n += 1;
      const agent = n % 11 === 0 ? undefined : people[(n * 7) % people.length]?.id;
      const facts: ReportFact[] = REPORT_CLOCKS.flatMap((kind, k): readonly ReportFact[] => {
        const missed = (n * (k + 3)) % (at < period.from ? 9 : 13) === 0;
        const own = toDuration(minutes(2 + ((n * (k + 5)) % 17)) * (kind === "resolution" ? 14 : 1));
        const fact = { what: "clock", at: toInstant(at), agent, kind, startedAt: minus(toInstant(at), own) } as const;
        return [
          {
            ...fact,
            outcome: missed ? "missed" : n % 17 === k ? "notNeeded" : "met",
            own,
            wall: toDuration(own * 1.6),
            overdue: missed ? minutes(3 + (n % 40)) : undefined,
            policy: n % 4 === 0 ? "billing" : "default",
            cause: missed && n % 2 === 0 ? "no-staff" : undefined,
          },
          ...(kind === "first-reply" ? [{ what: "turn", at: toInstant(at), agent, kept: !missed } as const] : []),
        ];
      });
      const wait = { what: "wait", at: toInstant(at), agent, how: "answered" } as const;
      facts.push(
        { ...wait, who: "human", length: minutes(3 + (n % 22)) },
        { ...wait, who: "felt", length: minutes(1 + (n % 7)) },
        { ...wait, who: "bot", agent: undefined, length: toDuration(4_000 + (n % 9) * 1_000) },
        ...(n % 3 === 0 ? [{ ...wait, who: "handoff", length: minutes(2 + (n % 12)) } as const] : []),
        ...(n % 6 === 0 ? [{ what: "hop", at: toInstant(at), agent } as const] : []),
        { what: "ending", at: toInstant(at), agent, outcome: OUTCOMES[n % 5] ?? "solved", need: n % 8 === 0 ? "unmet" : "met", reopened: n % 12 === 0 },
      );
      report.add(
        {
          conversationId: toConversationId(`r${n}`),
          number: numbers[n % 2]?.id ?? toNumberId("n1"),
          team: teams[n % teams.length]?.id ?? toTeamId("t"),
          topic: ["refund", "delivery", "invoice", undefined][n % 4],
        },
        facts,
      );
    }
  }
  return report.read();
}

const names = Object.fromEntries([
  ...[...agents, ...teams].map(({ id, name }) => [id, name]),
  ...numbers.map(({ displayName, id }) => [id, displayName]),
  ["default", "Default"],
  ["billing", "Billing"],
]) as Readonly<Record<string, string>>;

export const fakeReportCommands: ReportCommands = {
  lastReport: () => undefined,
  report: (wish) => Promise.resolve({ kind: "report", report: reportOf(wish), names }),
  reportCell: () => {
    const items = made
      .slice(0, 6)
      .map((_, i) => ({ conversationId: idOf(i), at: ago(30 + i * 90), agent: agents[i % 3]?.id, kind: "first-reply" as const, length: minutes(4 + i) }));
    return Promise.resolve({ kind: "told", fact: { count: items.length, items } });
  },
  pauses: (period) =>
    Promise.resolve({
      kind: "told",
      fact: {
        period,
        policy: DEFAULT_PAUSE_POLICY,
        patterns: agents.slice(1, 2).map(({ id }) => ({
          kind: "snooze" as const,
          by: id,
          count: 4,
          of: 6,
          evidence: [1, 2, 3, 4].map((i) => ({
            kind: "snooze" as const,
            conversationId: idOf(i),
            by: id,
            at: ago(i * 300),
            clock: "next-reply" as const,
            dueAt: ago(i * 300 - 2),
            left: minutes(2),
            endedAt: ago(i * 300 - 40),
          })),
        })),
      },
    }),
};
