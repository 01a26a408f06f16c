import type { DatabaseSync } from "node:sqlite";
import type { ReportLine } from "../../shared/api/reports.ts";
import { asksSomething, clockMoves } from "../../shared/reports/clock-moves.ts";
import { conversationFacts, type CountingRules } from "../../shared/reports/conversation-facts.ts";
import { isWithin, startReport } from "../../shared/reports/count-report.ts";
import { isCounted } from "../../shared/reports/figure.ts";
import { groupKey } from "../../shared/reports/group-key.ts";
import { collectPauses } from "../../shared/reports/pause-patterns.ts";
import type { ReportFact, ReportPlace } from "../../shared/reports/report-fact.ts";
import { signalFacts } from "../../shared/signals/signal-facts.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { localWeekHours } from "../board/local-week-hours.ts";
import { readOutcomes } from "../outcomes/outcome-settings.ts";
import { localDays } from "./local-days.ts";
import { readPausePolicy } from "./pause-policy-store.ts";
import { readPasts, type StoredPast } from "./read-pasts.ts";
import type { ReportTask, TaskAnswers } from "./report-task.ts";

const MOST_LISTED = 200;
/** As often as somebody who watches would notice. */
const PROGRESS_MS = 100;
/** Looking at the time costs too. */
const PROGRESS_STEP = 64;

type Progress = (done: number, of: number) => void;

/** Counts on the connection that it is given. */
export function runTask(database: DatabaseSync, task: ReportTask, onProgress: Progress): TaskAnswers[ReportTask["what"]] {
  switch (task.what) {
    case "report":
      return countReport(database, task, onProgress);
    case "list":
      return listFacts(database, task, onProgress);
    case "pauses":
      return findPauses(database, task, onProgress);
  }
}

type TaskOf<What extends ReportTask["what"]> = Extract<ReportTask, { readonly what: What }>;

function countReport(database: DatabaseSync, task: TaskOf<"report">, onProgress: Progress): TaskAnswers["report"] {
  const report = startReport(task, localClock(task.timeZone));
  const pasts = readPasts(database, { from: task.before.from, to: task.period.to }, task.now);
  const rules = rulesOf(pasts, task);
  each(pasts, onProgress, (past) => report.add(past.place, conversationFacts(past, rules)));
  return report.read();
}

/** [BD1] Exactly what the figure counts. */
function listFacts(database: DatabaseSync, task: TaskOf<"list">, onProgress: Progress): TaskAnswers["list"] {
  const { figure, line, period, timeZone } = task;
  const local = localClock(timeZone);
  const pasts = readPasts(database, period, task.now);
  const rules = rulesOf(pasts, task);
  let items: ReportLine[] = [];
  let count = 0;
  each(pasts, onProgress, (past) => {
    for (const fact of conversationFacts(past, rules)) {
      if (!isWithin(period, fact.at) || !isCounted(fact, figure)) continue;
      if (line !== undefined && groupKey(fact, past.place, line.by, local) !== line.key) continue;
      count += 1;
      items.push(lineOf(fact, past.place));
    }
    if (items.length > 2 * MOST_LISTED) items = newest(items);
  });
  return { count, items: newest(items) };
}

const newest = (items: readonly ReportLine[]): ReportLine[] =>
  items.toSorted((a, b) => b.at - a.at || (a.conversationId < b.conversationId ? -1 : 1)).slice(0, MOST_LISTED);

function lineOf(fact: ReportFact, { conversationId }: ReportPlace): ReportLine {
  const { agent, at } = fact;
  const who = { conversationId, at, ...(agent === undefined ? {} : { agent }) };
  switch (fact.what) {
    case "clock": {
      const length = fact.overdue ?? fact.own ?? fact.wall;
      return {
        ...who,
        kind: fact.kind,
        startedAt: fact.startedAt,
        ...(length === undefined ? {} : { length }),
        ...(fact.outcome === undefined ? {} : { outcome: fact.outcome }),
      };
    }
    case "wait":
      return { ...who, length: fact.length };
    case "ending":
      return { ...who, outcome: fact.outcome };
    default:
      return who;
  }
}

function findPauses(database: DatabaseSync, { now, period }: TaskOf<"pauses">, onProgress: Progress): TaskAnswers["pauses"] {
  const pasts = readPasts(database, period, now);
  const policy = readPausePolicy(pasts.settings).settings;
  const found = collectPauses(policy);
  each(pasts, onProgress, (past) => {
    if (!past.events.some(({ at, type }) => isMove(type) && isWithin(period, at))) return;
    const who = new Map(past.story.flatMap(({ by, id }) => (by === undefined ? [] : [[id, by] as const])));
    found.add(
      clockMoves(
        {
          conversationId: past.place.conversationId,
          ...past.ran(),
          whoDid: ({ id }) => (id === undefined ? undefined : who.get(id)),
          isQuestion: ({ id }) => id !== undefined && asksSomething(past.textOf(id)),
        },
        policy,
        period,
      ),
    );
  });
  return { period, policy, patterns: found.patterns() };
}

const isMove = (type: SlaEvent["type"]): boolean => type === "hold" || type === "snooze" || type === "resolve" || type === "noReplyNeeded";

type Pasts = ReturnType<typeof readPasts>;

const rulesOf = ({ settings }: Pasts, { now }: Pick<ReportTask, "now">): CountingRules => ({
  ...readOutcomes(settings).settings,
  now,
  window: signalFacts.answerWindow.value,
});

function each({ pastOf, touched }: Pasts, onProgress: Progress, work: (past: StoredPast) => void): void {
  const ids = touched();
  let toldAt = 0;
  ids.forEach((id, done) => {
    const past = pastOf(id);
    if (past !== undefined) work(past);
    if (done % PROGRESS_STEP === 0 && performance.now() - toldAt >= PROGRESS_MS) {
      toldAt = performance.now();
      onProgress(done, ids.length);
    }
  });
}

function localClock(timeZone: string) {
  const hourOfWeek = localWeekHours(timeZone);
  return { day: localDays(timeZone), hour: (at: Parameters<typeof hourOfWeek>[0]) => hourOfWeek(at) % 24, hourOfWeek };
}
