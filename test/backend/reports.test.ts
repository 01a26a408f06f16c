import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createReports } from "../../backend/reports/reports.ts";
import type { ReportTask } from "../../backend/reports/report-task.ts";
import { runTask } from "../../backend/reports/run-task.ts";
import { clockHistory } from "../../backend/sla/clock-history.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { writeSlaSettings } from "../../backend/sla/settings.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { conversationTimes } from "../../shared/handoffs/times.ts";
import type { Pauses, ReportList } from "../../shared/api/reports.ts";
import { toAgentId, toConversationId, toTeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { FIGURES, type FigureId } from "../../shared/reports/figure.ts";
import { periodBefore } from "../../shared/reports/period-before.ts";
import type { Grouping, Report, ReportFigures } from "../../shared/reports/report.ts";
import { REPORT_CLOCKS } from "../../shared/reports/report.ts";
import { attainmentOf, NO_OUTCOMES, outcomeOf } from "../../shared/sla/attainment.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { calendarNamed } from "../../shared/sla/calendar.ts";
import { compileCalendar, elapsed } from "../../shared/sla/compile-calendar.ts";
import { explainCases, foldCases, type FoldOptions } from "../../shared/sla/fold.ts";
import { clocksIn } from "../../shared/sla/what-if.ts";
import { minutes, toInstant, type Instant } from "../../shared/time.ts";
import { aPolicy, time } from "../fixtures/sla/events.ts";
import { history, HISTORY_END, HISTORY_OPTIONS, HISTORY_START } from "../fixtures/sla/histories.ts";
import { BOOTSTRAP, startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { aConversation } from "./store-contract.ts";

const IN_FORCE = { policies: HISTORY_OPTIONS.policies, calendars: HISTORY_OPTIONS.calendars };
const ALWAYS = { from: toInstant(0), to: toInstant(Number.MAX_SAFE_INTEGER) };
const DAY = 86_400_000;
/** A period that begins and ends amid the histories, so that something lies before, within and after. */
const PERIOD = { from: time("16:50"), to: toInstant(time("16:50") + DAY) };

interface Replay {
  readonly conversation: Conversation;
  readonly events: readonly SlaEvent[];
  readonly all: readonly SlaEvent[];
  readonly options: FoldOptions;
}

const pasts = (count: number): readonly (readonly SlaEvent[])[] =>
  fc.sample(history, { numRuns: count, seed: 20_261_122 }).map((events) => events.filter(({ type }) => type !== "policyChange" && type !== "calendarChange"));

describe("a store with a past", () => {
  let folder: string;
  let store: Store;
  const databasePath = () => join(folder, "greenline.db");

  const remember = (histories: readonly (readonly SlaEvent[])[]): void =>
    store.write((tx) =>
      histories.forEach((events, index) => {
        const teamId = index % 3 === 0 ? toTeamId("sales") : undefined;
        const conversation = aConversation(`c${String(index).padStart(4, "0")}`, {
          createdAt: HISTORY_START,
          topic: index % 2 === 0 ? "refund" : undefined,
          teamId,
        });
        tx.put("conversation", conversation.id, conversation);
        events.forEach((event, n) => tx.appendEvent(conversation.id, `${index}:${n}`, event));
        refreshClocks(tx, conversation.id, HISTORY_END);
      }),
    );
  const run = <Task extends ReportTask>(task: Task) => {
    const database = new DatabaseSync(databasePath(), { readOnly: true });
    try {
      return runTask(database, task, () => {});
    } finally {
      database.close();
    }
  };
  const reportBy = (by: Grouping, period = PERIOD): Report =>
    run({ what: "report", period, before: periodBefore(period, "UTC"), by, timeZone: "UTC", now: HISTORY_END }) as Report;
  const listed = (figure: FigureId, line?: { readonly by: Grouping; readonly key: string }) =>
    run({ what: "list", period: PERIOD, timeZone: "UTC", figure, line, now: HISTORY_END }) as ReportList;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "greenline-reports-"));
    store = await openSqliteStore({ path: databasePath(), vault: createVault(new Uint8Array(32).fill(7)) });
    store.write((tx) => {
      writeSlaSettings(tx, IN_FORCE, toInstant(0));
      writeSlaSettings(tx, { ...IN_FORCE, policies: [aPolicy({ version: 2, minutes: { "first-reply": 20, resolution: 30 } })] }, time("17:05"));
    });
    remember(pasts(300));
  });
  afterEach(() => {
    read = undefined;
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every conversation read again from its events, under the rules that really held. */
  let read: readonly Replay[] | undefined;
  const replays = (): readonly Replay[] =>
    (read ??= store.read((tx) =>
      tx.all("conversation").map((conversation) => {
        const { events, options } = clockHistory(tx, conversation);
        return { conversation, events: tx.events(toConversationId(conversation.id)), all: events, options };
      }),
    ));
  const within = (at: Instant | undefined): boolean => at !== undefined && at >= PERIOD.from && at < PERIOD.to;

  test("[BD1] what was met and missed is what a replay of all events gives", () => {
    const { total } = reportBy("agent");
    const all = replays();
    for (const kind of REPORT_CLOCKS) {
      const outcomes = { ...NO_OUTCOMES };
      const wall: number[] = [];
      for (const { all: events, options } of all) {
        const folded = foldCases(events, { ...options, now: HISTORY_END }).flatMap(({ clocks }) => clocks);
        for (const clock of clocksIn(folded, ALWAYS) as typeof folded) {
          if (clock.kind !== kind || !within(clock.dueAt ?? clock.startedAt)) continue;
          const outcome = outcomeOf(clock);
          if (outcome !== undefined) outcomes[outcome] += 1;
          if (clock.metAt !== undefined) wall.push(clock.metAt - clock.startedAt);
        }
      }
      const counted = total.clocks[kind];
      expect([kind, counted]).toEqual([kind, expect.objectContaining(attainmentOf(outcomes))]);
      expect([kind, counted.wall.count, counted.wall.median]).toEqual([kind, wall.length, middle(wall)]);
      expect(counted.overdue.count).toBe(outcomes.missed);
    }
    expect(total.clocks["first-reply"].missed).toBeGreaterThan(20);
    expect(Object.values(total.clocks).reduce((sum, { met }) => sum + met, 0)).toBeGreaterThan(5);
  });

  test("[BD1] [R4] waits and overdue are in the open time of the calendar with which each clock is stamped, without what was on hold", () => {
    let compared = 0;
    for (const kind of REPORT_CLOCKS)
      for (const part of ["met", "missed"] as const) {
        const { count, items } = listed(`${kind}.${part}`);
        expect(items).toHaveLength(Math.min(200, count));
        for (const { conversationId, length, startedAt } of items) {
          const found = replays().find(({ conversation }) => conversation.id === conversationId);
          if (found === undefined) throw new Error("A list names what there is.");
          const told = explainCases(found.all, { ...found.options, now: HISTORY_END }).flatMap(({ clocks }) => clocks);
          const runs = told.filter(({ clock }) => clock.kind === kind && clock.startedAt === startedAt && clock.owner === undefined);
          const [only] = runs;
          // A run that a bot had in between is told as two clocks, and their parts are not the whole.
          if (runs.length > 1 || only === undefined) continue;
          const { calendar, metAt, pausedMs } = only.clock;
          const definition = calendarNamed(IN_FORCE.calendars, calendar?.id ?? "");
          if (definition === undefined) throw new Error("A promise has a calendar.");
          const open = metAt === undefined ? 0 : elapsed(compileCalendar(definition), only.clock.startedAt, metAt) - pausedMs;
          expect([conversationId, kind, part, length]).toEqual([conversationId, kind, part, part === "met" ? open : only.overdue]);
          compared += 1;
        }
      }
    expect(compared).toBeGreaterThan(100);
  }, 30_000);

  test("[BD1] [HO14] bot and people are told apart, by the same waits as everywhere", () => {
    const { total } = reportBy("team");
    const waits = { bot: [] as number[], human: [] as number[], felt: [] as number[], handoff: [] as number[] };
    for (const { events } of replays())
      for (const { bot, felt, handoffs, human } of conversationTimes(events, HISTORY_END))
        for (const [who, all] of [
          ["bot", bot],
          ["human", human],
          ["felt", felt],
          ["handoff", handoffs],
        ] as const)
          waits[who].push(...all.flatMap(({ from, how, to }) => (how === "answered" && within(from) ? [to - from] : [])));
    for (const who of ["bot", "human", "felt", "handoff"] as const)
      expect([who, total.waits[who].count, total.waits[who].median]).toEqual([who, waits[who].length, middle(waits[who])]);
    expect(total.waits.bot.count).toBeGreaterThan(5);
  });

  test("[BD1] the lines of every grouping add up to the whole, and the list behind each figure has as many entries as it says", () => {
    for (const by of ["agent", "team", "number", "topic", "policy", "day", "hour"] as const) {
      const { groups, total } = reportBy(by);
      const sum = (of: (figures: ReportFigures) => number) => groups.reduce((all, { figures }) => all + of(figures), 0);
      for (const kind of REPORT_CLOCKS) expect([by, kind, sum(({ clocks }) => clocks[kind].missed)]).toEqual([by, kind, total.clocks[kind].missed]);
      if (by !== "policy") expect([by, sum(({ endings }) => endings.ended), sum(({ hops }) => hops)]).toEqual([by, total.endings.ended, total.hops]);
    }
    const { groups, total } = reportBy("topic");
    expect(groups.map(({ key }) => key)).toEqual(["refund", ""]);
    for (const figure of FIGURES) expect([figure, listed(figure).count]).toEqual([figure, countOf(total, figure)]);
    for (const { figures, key } of groups) expect(listed("first-reply.missed", { by: "topic", key }).count).toBe(figures.clocks["first-reply"].missed);
  }, 60_000);

  test("[BD1] a period next to another shares nothing with it, and both together are the longer one", () => {
    const noon = toInstant(PERIOD.from + DAY / 2);
    const missed = (period: typeof PERIOD) => reportBy("agent", period).total.clocks["next-reply"].missed;
    expect(missed({ from: PERIOD.from, to: noon }) + missed({ from: noon, to: PERIOD.to })).toBe(missed(PERIOD));
  });

  test("[BD3] who snoozes again and again just before an answer falls due is told by name, with each of the moments", () => {
    const sofia = toAgentId("sofia");
    store.write((tx) => {
      for (const [n, minute] of [28, 29, 29, 15].entries()) {
        const conversation = aConversation(`snoozed${n}`, { createdAt: time("17:10") });
        const at = toInstant(time("17:10") + (minute - 10) * 60_000);
        const story = `${conversation.id}:snooze`;
        tx.put("conversation", conversation.id, conversation);
        tx.put("story", story, { id: story, conversationId: conversation.id, at, by: sofia, kind: "snooze", data: {} });
        tx.appendEvent(conversation.id, `${n}:in`, { type: "inbound", at: time("17:10"), id: `in${n}` });
        tx.appendEvent(conversation.id, `${n}:snooze`, { type: "snooze", at, id: story });
      }
    });
    const { patterns } = run({ what: "pauses", period: PERIOD, now: HISTORY_END }) as Pauses;
    expect(patterns).toMatchObject([{ kind: "snooze", by: "sofia", count: 3, of: 4 }]);
    expect(patterns[0]?.evidence.map(({ clock, conversationId, dueAt, left }) => [conversationId, clock, dueAt, left])).toEqual([
      ["snoozed1", "first-reply", time("17:30"), 60_000],
      ["snoozed2", "first-reply", time("17:30"), 60_000],
      ["snoozed0", "first-reply", time("17:30"), 120_000],
    ]);
  });

  test("[BD1] a report that nobody waits for any more stops, and the next one is counted", async () => {
    const reports = createReports({ databasePath: databasePath() });
    const task = { what: "report", period: PERIOD, before: periodBefore(PERIOD, "UTC"), by: "agent", timeZone: "UTC", now: HISTORY_END } as const;
    const first = reports.begin(task);
    const second = reports.begin(task);
    if (first === "busy" || second === "busy") throw new Error("Nobody else asks.");
    first.stop();
    expect(await first.answer).toBe("stopped");
    expect(await second.answer).toEqual(reportBy("agent"));
    await reports.stop();
    expect(reports.begin(task)).toBe("busy");
  });
});

const middle = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? undefined : Math.round((lower + upper) / 2);
};

function countOf(figures: ReportFigures, figure: FigureId): number {
  const [name = "", part = ""] = figure.split(".");
  if (name === "hops") return figures.hops;
  if (name === "response") return part === "kept" ? figures.response.count : figures.response.of;
  if (name === "endings") return part === "all" ? figures.endings.ended : figures.endings[part as "reopened"];
  if (name === "wait") return figures.waits[part as "bot"].count;
  if (name === "waiting") return figures.waits[part as "bot"].waiting;
  const clock = figures.clocks[name as "handoff"];
  if (part === "owed") return clock.met + clock.missed;
  return part === "answered" ? clock.wall.count : clock[part as "met"];
}

describe("asked over HTTP", () => {
  let backend: TestBackend;
  const NOON = Date.UTC(2026, 10, 20, 12);
  let now = NOON;
  const make = async (role: string): Promise<string> => ((await (await backend.api("/api/v1/agents", { body: { name: role, role } })).json()) as any).token;
  beforeEach(async () => {
    now = NOON;
    backend = await startTestBackend({ clock: { now: () => toInstant(now) } });
  });
  afterEach(() => backend.stop());

  const STRETCH = "from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z";
  const reportOf = async (query = "", token = BOOTSTRAP) => {
    const response = await backend.api(`/api/v1/reports?${STRETCH}${query}`, { token });
    const lines = (await response.text()).split("\n").filter((line) => line !== "");
    return { status: response.status, report: JSON.parse(lines.at(-1) ?? "{}").report };
  };

  test("[BD1] [S1-6] a lead's report says the same as the list of breaches, the board and the page about numbers", async () => {
    for (const ago of [50, 30, 10]) await backend.post(textWebhook({ at: NOON - ago * 60_000, from: `44770090011${ago}`, text: "Hello?" }));
    await backend.settled();
    const { report, status } = await reportOf("&by=number", await make("lead"));
    const { items } = await backend.json("/api/v1/sla/breaches?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z");
    const board = await backend.json("/api/v1/board?period=today&timeZone=UTC");
    const [number] = (await backend.json("/api/v1/numbers")).items;
    const signals = await backend.json(`/api/v1/numbers/${number.id}/signals?${STRETCH}`);

    expect(status).toBe(200);
    expect(report.total.clocks["first-reply"]).toMatchObject({ missed: 2, open: 1, share: 0 });
    expect(items.filter(({ kind }: any) => kind === "first-reply")).toHaveLength(2);
    expect(report.total.clocks["first-reply"]).toMatchObject(board.attainment["first-reply"]);
    expect(report.total.response).toEqual(signals.response);
    expect(report.groups).toEqual([{ key: number.id, figures: report.total }]);
    expect(report.names).toEqual({ [number.id]: number.displayName });

    const list = await backend.json(`/api/v1/reports/conversations?${STRETCH}&figure=first-reply.missed&by=number&key=${number.id}`);
    expect(list.count).toBe(2);
    expect(list.items.map(({ length }: any) => length)).toEqual(items.filter(({ kind }: any) => kind === "first-reply").map(({ overdueMs }: any) => overdueMs));
    expect(list.items.map(({ conversationId }: any) => conversationId)).toEqual(
      items.filter(({ kind }: any) => kind === "first-reply").map(({ conversationId }: any) => conversationId),
    );
  });

  test("[BD1] nobody but leads, and no period that makes no sense", async () => {
    const agent = await make("agent");
    expect((await backend.api(`/api/v1/reports?${STRETCH}`, { token: agent })).status).toBe(403);
    expect((await backend.api(`/api/v1/reports/pauses?${STRETCH}`, { token: agent })).status).toBe(403);
    expect((await backend.api(`/api/v1/reports?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z`)).status).toBe(422);
    expect((await backend.api(`/api/v1/reports?${STRETCH}&timeZone=Europe/Roma`)).status).toBe(400);
    expect((await reportOf()).report).toMatchObject({ groups: [], total: { conversations: 0 } });
  });

  test("[BD3] leads set the numbers from which on pauses are listed, within reason", async () => {
    expect(await backend.json(`/api/v1/reports/pauses?${STRETCH}`)).toMatchObject({ patterns: [], policy: { lastShare: 0.2, repeats: 3 } });
    const save = (body: object) => backend.api("/api/v1/reports/pauses/policy", { method: "PUT", body });
    expect((await save({ repeats: 1 })).status).toBe(422);
    expect((await save({ repeats: 2, version: 0 })).status).toBe(200);
    expect((await save({ repeats: 4, version: 0 })).status).toBe(409);
    expect(await backend.json("/api/v1/reports/pauses/policy")).toEqual({ lastShare: 0.2, repeats: 2, ofAll: 0.3, reopenWithin: minutes(120), version: 1 });
    expect((await backend.json(`/api/v1/reports/pauses?${STRETCH}`)).policy).toMatchObject({ repeats: 2 });
  });
});
