import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { answerBoard } from "../../backend/board/board-answer.ts";
import { findBreaches } from "../../backend/http/find-breaches.ts";
import { clockHistory } from "../../backend/sla/clock-history.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { boardCsv } from "../../renderer/views/board/board-csv.ts";
import { createTimeWords } from "../../renderer/views/words/time-words.ts";
import type { Words } from "../../renderer/views/words/use-words.ts";
import { EVERYTHING } from "../../shared/board/board-filter.ts";
import { createBoardIndex } from "../../shared/board/board-index.ts";
import { windowHorizon } from "../../shared/board/window-horizon.ts";
import { toTeamId } from "../../shared/ids.ts";
import { outcomeOf } from "../../shared/sla/attainment.ts";
import { compileCalendar, elapsed } from "../../shared/sla/compile-calendar.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { asOne, clockKey } from "../../shared/sla/records.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { minutes, toInstant, type Instant } from "../../shared/time.ts";
import { aPolicy, OFFICE } from "../fixtures/sla/events.ts";
import { seededRandom } from "../seeded-random.ts";
import { startTestBackend, textWebhook } from "./running-backend.ts";
import { anAgent, createSlaWorkspace, HOUR, MINUTE, TEN, type SlaWorkspace } from "./sla-workspace.ts";

const lead = anAgent("lia", { role: "lead" });
const SETTINGS = {
  policies: [
    aPolicy({
      id: "office-team",
      default: false,
      conditions: [{ field: "team", in: ["t1"] }],
      calendar: "office",
      ownerTarget: { target: minutes(5), calendar: "24/7" },
    }),
    aPolicy({
      id: "urgent",
      default: false,
      conditions: [{ field: "priority", in: ["urgent"] }],
      minutes: { "first-reply": 3, "next-reply": 3, resolution: 60 },
    }),
    aPolicy({}),
  ],
  calendars: { "24/7": "24/7", office: OFFICE },
} as const;
type Workspace = SlaWorkspace;

test("[BD1] [S0-16] the board, its list, the API, the file and a replay of the events say the same, whatever happened", { timeout: 120_000 }, async () => {
  const words = wordsOf();
  let breaches = 0;
  for (const seed of [1, 2, 3, 4]) {
    const workspace = await createSlaWorkspace({ settings: SETTINGS });
    try {
      workspace.people(lead, anAgent("ben"), anAgent("ada"));
      happenAtRandom(workspace, seed);
      const now = workspace.time.clock.now();
      const database = new DatabaseSync(workspace.path, { readOnly: true });
      const conversations = workspace.store.read((tx) => tx.all("conversation"));
      const answer = answerBoard(database, { now, period: "today", timeZone: "UTC", soon: minutes(15), limit: 1_000 });

      // As a desk has it.
      const horizon = windowHorizon([compileCalendar(OFFICE)], now);
      const index = createBoardIndex({ names: NAMES });
      index.fill(conversations);
      const times = { now, soon: minutes(15), windowsUntil: horizon.until };
      index.show(EVERYTHING, times);
      const { changesAt: _, ...figures } = index.figures(times);
      expect(answer.now, `seed ${seed}`).toEqual(figures);
      expect(answer.windowsUntil).toBe(horizon.until);
      expect(answer.items.map(({ conversationId, dueAt, kind }) => `${conversationId} ${kind} ${dueAt}`)).toEqual(
        index.rows().map(({ conversation, dueAt, kind }) => `${conversation.id} ${kind} ${dueAt}`),
      );

      // As the list shows it when its tile is pressed.
      index.show({ ...EVERYTHING, state: "breached" }, times);
      const listed = index.rows().map(({ clock, conversation }) => `${conversation.id} ${clockKey(clock!)}`);
      expect(listed).toHaveLength(figures.breached);

      // As the API has it.
      const missed = workspace.store.read((tx) => findBreaches(tx, { limit: 1_000 }, lead, now)).items.filter(({ owner }) => owner === undefined);
      const open = missed.filter(({ metAt, stoppedAt }) => metAt === undefined && stoppedAt === undefined);
      const keyOf = ({ conversationId, kind, startedAt }: (typeof missed)[number]) =>
        `${conversationId} ${clockKey({ kind, startedAt: toInstant(Date.parse(startedAt)) })}`;
      expect(new Set(open.map(keyOf)), `seed ${seed}`).toEqual(new Set(listed));

      // As the events give it.
      const replayed = conversations.flatMap((conversation) => {
        const { events, options } = workspace.store.read((tx) => clockHistory(tx, conversation));
        return runsOf(foldCases(events, { ...options, now }).flatMap(({ clocks }) => clocks)).map((clock) => ({ clock, id: conversation.id }));
      });
      const late = replayed.filter(({ clock }) => clock.state === "breached" && clock.metAt === undefined && clock.stoppedAt === undefined);
      expect(new Set(late.map(({ clock, id }) => `${id} ${clockKey(clock)}`)), `seed ${seed}`).toEqual(new Set(listed));

      // As the file has it, with the same lengths.
      const csv = boardCsv(
        index.rows(),
        NAMES,
        { calendars: new Map([["office", { id: "office", definition: OFFICE }]]), contacts: new Map(), conversations: new Map(), numbers: new Map() },
        now,
        words,
      );
      const lines = csv
        .trim()
        .split("\r\n")
        .slice(1)
        .map((line) => line.split(","));
      expect(lines.map((cells) => cells.at(-1))).toEqual(listed.map((key) => key.split(" ")[0]));
      const overdueOf = new Map(open.map((each) => [keyOf(each), each.overdueMs]));
      expect(lines.map((cells) => Number(cells.at(-2)))).toEqual(listed.map((key) => overdueOf.get(key)));
      const office = compileCalendar(OFFICE);
      for (const { clock, id } of late) {
        const length = clock.calendar?.id === "office" ? elapsed(office, clock.dueAt!, now) : now - clock.dueAt!;
        expect(overdueOf.get(`${id} ${clockKey(clock)}`)).toBe(length);
      }

      // What the day kept, and what it missed.
      const { from, to } = answer.period;
      const inPeriod = (at: Instant | undefined): boolean => at !== undefined && at >= from && at < to;
      for (const kind of ["handoff", "first-reply", "next-reply", "resolution"] as const) {
        const outcomes = replayed.filter(({ clock }) => clock.kind === kind && inPeriod(clock.dueAt)).map(({ clock }) => outcomeOf(clock));
        const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
        expect(answer.attainment[kind], `seed ${seed} ${kind}`).toMatchObject({
          met: count("met"),
          missed: count("missed"),
          unanswered: count("unanswered"),
          open: count("open"),
          notNeeded: count("notNeeded"),
        });
        const query = { limit: 1_000, from: new Date(from).toISOString(), to: new Date(to - 1).toISOString() };
        const inList = workspace.store.read((tx) => findBreaches(tx, query, lead, now)).items.filter((each) => each.kind === kind && each.owner === undefined);
        expect(inList).toHaveLength(answer.attainment[kind].missed);
      }
      breaches += figures.breached;
      database.close();
    } finally {
      workspace.dispose();
    }
  }
  // It would be easy to agree on nothing.
  expect(breaches).toBeGreaterThan(20);
});

test("[BD1] [H37] the board over HTTP is for leads, knows teams, periods and zones, and says as of when it is", async () => {
  let now = TEN;
  const backend = await startTestBackend({ clock: { now: () => toInstant(now) } });
  try {
    await backend.api("/api/v1/policies", { method: "PUT", body: { policies: [aPolicy({ minutes: { "first-reply": 30 } })], calendars: { "24/7": "24/7" } } });
    for (const customer of [1, 2, 3]) await backend.post(textWebhook({ at: now, from: `44770090000${customer}`, name: `Customer ${customer}` }));
    await backend.settled();
    now += 20 * MINUTE;
    const soon = await backend.json("/api/v1/board?timeZone=Europe%2FRome");
    expect(soon).toMatchObject({
      asOf: "2026-11-23T10:20:00.000Z",
      now: { breached: 0, soon: 3, soonUnassigned: 3, waiting: 3 },
      period: { from: "2026-11-22T23:00:00.000Z", to: "2026-11-23T23:00:00.000Z" },
    });
    expect(soon.attainment["first-reply"]).toMatchObject({ met: 0, missed: 0, open: 3 });

    now += 20 * MINUTE;
    const late = await backend.json("/api/v1/board?limit=2");
    expect(late).toMatchObject({ now: { breached: 3, soon: 0, overdueSince: "2026-11-23T10:30:00.000Z" }, agents: { all: 0 } });
    expect(late.items).toHaveLength(2);
    expect(late.attainment["first-reply"]).toMatchObject({ missed: 3, share: 0 });
    expect((await backend.json("/api/v1/board?team=nowhere")).now.breached).toBe(0);

    expect((await backend.api("/api/v1/board?timeZone=Mars")).status).toBe(400);
    const agent = (await (await backend.api("/api/v1/agents", { body: { name: "Ben", role: "agent" } })).json()) as { readonly token: string };
    expect((await backend.api("/api/v1/board", { token: agent.token })).status).toBe(403);
  } finally {
    await backend.stop();
  }
});

const NAMES = {
  customer: ({ contactId }: { readonly contactId: string }) => contactId,
  team: ({ teamId }: { readonly teamId?: string | undefined }) => teamId ?? "",
  agent: ({ assigneeId }: { readonly assigneeId?: string | undefined }) => assigneeId ?? "",
  fold: (text: string) => text,
  searched: () => "",
};

function wordsOf(): Words {
  const i18n = createWords("en");
  const t: Words["t"] = (key, values) => i18n.t(key, { ...values });
  return { t, time: createTimeWords("en", t), language: "en" };
}

/** The customer's runs, each once. */
function runsOf(clocks: readonly Clock[]): readonly Clock[] {
  const runs = new Map<string, Clock[]>();
  for (const clock of clocks) if (clock.owner === undefined) runs.set(clockKey(clock), [...(runs.get(clockKey(clock)) ?? []), clock]);
  return [...runs.values()].map(asOne);
}

/** Two days of customers, bots and people, with late reports of failure, corrections, ends without an answer and broken-off runs. */
function happenAtRandom(workspace: Workspace, seed: number): void {
  const random = seededRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  const ids = Array.from({ length: 14 }, (_, at) => `c${at}`);
  for (const id of ids) workspace.add(id, { state: "queued", teamId: pick([undefined, toTeamId("t1"), toTeamId("t2")]) });
  const stop = workspace.schedule();
  const sent = new Map<string, string>();
  for (let step = 0; step < 140; step += 1) {
    workspace.time.pass(Math.floor(random() * 14 * MINUTE));
    const id = pick(ids);
    const now = workspace.time.clock.now();
    // Some news comes late.
    const at = toInstant(now - (random() < 0.15 ? Math.floor(random() * HOUR) : 0));
    const conversationId = id;
    const messageId = `m${step}`;
    const write = (): void => {
      // As the projection does: what was decided stays until the customer writes.
      workspace.store.write((tx) => {
        const conversation = tx.get("conversation", id);
        if (conversation?.state === "resolved" || conversation?.state === "snoozed") tx.put("conversation", id, { ...conversation, state: "queued" });
      });
      workspace.happens(id, { type: "inbound", at, id: messageId });
    };
    const handOver = (): void => {
      write();
      workspace.happens(id, { type: "handoff", at, id: `h${messageId}`, reason: "asked" });
    };
    const events: readonly (() => void)[] = [
      write,
      write,
      write,
      () => {
        sent.set(id, messageId);
        workspace.happens(id, { type: "outbound", at, id: messageId, author: "human", state: "accepted", messageId });
      },
      () => workspace.happens(id, { type: "outbound", at, id: messageId, author: "bot", state: "accepted", messageId }),
      () => sent.has(id) && workspace.happens(id, { type: "outbound", at: now, id: messageId, author: "human", state: "failed", messageId: sent.get(id)! }),
      handOver,
      () => workspace.does(lead, { kind: "assign", conversationId, to: { kind: "agent", id: pick(["ben", "ada"]) } }),
      () => workspace.does(lead, { kind: "priority", conversationId, priority: pick(["normal", "urgent"]) }),
      () => workspace.does(lead, { kind: "no-reply", conversationId, reason: "thanks" }),
      () => workspace.does(lead, { kind: "resolve", conversationId, outcome: "resolved", noReplyNeeded: "spam" }),
      () => workspace.does(lead, { kind: "reopen", conversationId }),
      () => workspace.does(lead, { kind: "hold", conversationId }),
      () => workspace.does(lead, { kind: "release", conversationId }),
      () => workspace.does(lead, { kind: "snooze", conversationId, until: now + HOUR }),
    ];
    pick(events)();
  }
  workspace.time.pass(20 * MINUTE);
  stop.stop();
}
