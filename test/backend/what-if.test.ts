import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clockHistory } from "../../backend/sla/clock-history.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { localHours } from "../../backend/sla/local-hours.ts";
import { writeSlaSettings } from "../../backend/sla/settings.ts";
import { createWhatIf, type WhatIfTask } from "../../backend/sla/what-if.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { whatIfLine, type WhatIfLine } from "../../shared/api/sla.ts";
import { toConversationId } from "../../shared/ids.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { asOf, attainmentsOf, clocksIn } from "../../shared/sla/what-if.ts";
import { toInstant } from "../../shared/time.ts";
import { aPolicy, time } from "../fixtures/sla/events.ts";
import { history, HISTORY_END, HISTORY_OPTIONS, HISTORY_START } from "../fixtures/sla/histories.ts";
import { BOOTSTRAP, startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { atOnce } from "./at-once.ts";
import { aConversation } from "./store-contract.ts";

const ALWAYS = { from: toInstant(0), to: toInstant(Number.MAX_SAFE_INTEGER) };
const IN_FORCE = { policies: HISTORY_OPTIONS.policies, calendars: HISTORY_OPTIONS.calendars };
const task = (changes: Partial<WhatIfTask> = {}): WhatIfTask => ({ ...ALWAYS, draft: IN_FORCE, timeZone: "UTC", now: HISTORY_END, ...changes });

/** Changes of rules come from the settings of a store, not from its conversations. */
const pasts = (count: number): readonly (readonly SlaEvent[])[] =>
  fc.sample(history, { numRuns: count, seed: 20_261_122 }).map((events) => events.filter(({ type }) => type !== "policyChange" && type !== "calendarChange"));

describe("a store with a past", () => {
  let folder: string;
  let store: Store;
  const databasePath = () => join(folder, "greenline.db");

  const remember = (histories: readonly (readonly SlaEvent[])[]): void =>
    store.write((tx) =>
      histories.forEach((events, index) => {
        const conversation = aConversation(`c${String(index).padStart(4, "0")}`, { createdAt: HISTORY_START });
        tx.put("conversation", conversation.id, conversation);
        events.forEach((event, n) => tx.appendEvent(conversation.id, `${index}:${n}`, event));
        refreshClocks(tx, conversation.id, HISTORY_END);
      }),
    );

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "greenline-what-if-"));
    store = await openSqliteStore({ path: databasePath(), vault: createVault(new Uint8Array(32).fill(7)) });
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (asked: WhatIfTask) => {
    const whatIf = createWhatIf({ databasePath: databasePath() });
    const run = whatIf.begin(asked);
    if (run === "busy") throw new Error("Nobody else asks.");
    const comparison = await run.comparison;
    const progress = run.progress();
    await whatIf.stop();
    if (comparison === "stopped") throw new Error("Nobody stopped it.");
    return { comparison, progress };
  };

  test("[P4] the table of clocks says of the past exactly what the fold under the settings that really held says", () => {
    store.write((tx) => {
      writeSlaSettings(tx, IN_FORCE, toInstant(0));
      writeSlaSettings(tx, { ...IN_FORCE, policies: [aPolicy({ version: 2, minutes: { "first-reply": 20, resolution: 30 } })] }, time("17:05"));
    });
    remember(pasts(300));
    let clocks = 0;
    store.read((tx) => {
      for (const conversation of tx.all("conversation")) {
        const { events, options } = clockHistory(tx, conversation);
        const folded = clocksIn(
          foldCases(events, { ...options, now: HISTORY_END }).flatMap((kase) => kase.clocks),
          ALWAYS,
        );
        const ofTable = tx.clocks(toConversationId(conversation.id)).filter(({ owner }) => owner === "");
        const shown = (all: readonly Parameters<typeof asOf>[0][]) =>
          all
            .map((clock) => asOf(clock, HISTORY_END))
            .map(({ dueAt, kind, startedAt, state }) => `${kind} ${startedAt} ${state} ${dueAt}`)
            .toSorted();
        expect(shown(ofTable)).toEqual(shown(folded));
        clocks += ofTable.length;
      }
    });
    expect(clocks).toBeGreaterThan(400);
  });

  test("[P4] what is in force, asked as a draft, changes nothing, whatever happened", async () => {
    store.write((tx) => writeSlaSettings(tx, IN_FORCE, toInstant(0)));
    remember(pasts(300));
    const { comparison, progress } = await ask(task());
    for (const [kind, { draft, today }] of Object.entries(attainmentsOf(comparison))) expect([kind, draft]).toEqual([kind, today]);
    expect(comparison).toMatchObject({ newlyMissed: 0, noLongerMissed: 0, examples: [] });
    expect(comparison.hours.draft).toEqual(comparison.hours.today);
    expect(attainmentsOf(comparison)["first-reply"].today.missed).toBeGreaterThan(50);
    expect(progress).toEqual({ done: comparison.conversations, of: comparison.conversations });
  });

  test("[P4] conversations that are wholly outside of the stretch are not read", async () => {
    store.write((tx) => writeSlaSettings(tx, IN_FORCE, toInstant(0)));
    remember([[{ type: "inbound", at: time("16:30") }], [{ type: "inbound", at: time("17:30") }]]);
    const { comparison, progress } = await ask(task({ from: time("17:00"), to: time("18:00") }));
    expect(comparison.conversations).toBe(1);
    expect(progress).toEqual({ done: 1, of: 1 });
    expect((await ask(task({ from: time("18:00"), to: time("19:00") }))).comparison).toMatchObject({ conversations: 0 });
  });

  test("[P4] one replay at a time; one that is stopped makes room for the next", async () => {
    store.write((tx) => writeSlaSettings(tx, IN_FORCE, toInstant(0)));
    remember(pasts(50));
    const whatIf = createWhatIf({ databasePath: databasePath() });
    const first = whatIf.begin(task());
    expect(whatIf.begin(task())).toBe("busy");
    if (first === "busy") throw new Error("Nobody else asks.");
    first.stop();
    expect(await first.comparison).toBe("stopped");

    const next = whatIf.begin(task());
    expect(next).not.toBe("busy");
    if (next !== "busy") expect(await next.comparison).toMatchObject({ newlyMissed: 0 });
    await whatIf.stop();
    expect(whatIf.begin(task())).toBe("busy");
  });
});

test("[P4] misses are told by the hour that the wall shows, over changes of the clocks and odd offsets", () => {
  const rome = localHours("Europe/Rome");
  expect([rome(time("09:00")), rome(toInstant(Date.UTC(2026, 2, 29, 0, 59))), rome(toInstant(Date.UTC(2026, 2, 29, 1, 0)))]).toEqual([10, 1, 3]);
  const kathmandu = localHours("Asia/Kathmandu");
  expect([kathmandu(toInstant(Date.UTC(2026, 5, 1, 0, 14))), kathmandu(toInstant(Date.UTC(2026, 5, 1, 0, 15)))]).toEqual([5, 6]);
  expect(localHours("America/St_Johns")(toInstant(Date.UTC(2026, 0, 1, 3, 29)))).toBe(23);
});

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

  const question = (changes: object = {}) => ({
    policies: [aPolicy({ minutes: { "first-reply": 60 } })],
    calendars: {},
    from: "2026-11-01T00:00:00Z",
    to: "2026-12-01T00:00:00Z",
    timeZone: "Europe/Rome",
    ...changes,
  });
  const ask = (changes: object = {}, token = BOOTSTRAP) => backend.api("/api/v1/sla/what-if", { token, body: question(changes) });
  const linesOf = (text: string): readonly WhatIfLine[] =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => whatIfLine.parse(JSON.parse(line)));

  test("[P4] a lead sees what an hour instead of a quarter would have made of the past, and nothing is saved", async () => {
    for (const minutes of [50, 30, 10]) await backend.post(textWebhook({ at: NOON - minutes * 60_000, from: `44770090011${minutes}`, text: "Hello?" }));
    await backend.settled();
    const response = await ask({}, await make("lead"));

    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
    const last = linesOf(await response.text()).at(-1);
    if (last === undefined || !("result" in last)) throw new Error("No result.");
    expect(last.result).toMatchObject({ conversations: 3, changed: { newlyMissed: 0, noLongerMissed: 2 } });
    expect(last.result.metrics["first-reply"]).toMatchObject({ today: { missed: 2, open: 1, share: 0 }, draft: { missed: 0, open: 3 } });
    expect(last.result.hours.filter(({ today }) => today > 0)).toEqual([{ hour: 12, today: 2, draft: 0 }]);
    expect(last.result.changed.examples.map(({ missed, startedAt }) => [missed, startedAt])).toEqual([
      ["today", "2026-11-20T11:30:00.000Z"],
      ["today", "2026-11-20T11:10:00.000Z"],
    ]);
    expect(await backend.json("/api/v1/policies")).toMatchObject({ revision: 0, policies: [{ id: "default" }] });
  });

  test("[P4] a draft that could not be saved, a stretch of more than 400 days, and an unknown zone are refused with their places", async () => {
    const faults = async (changes: object) => {
      const response = await ask(changes);
      const { errors } = (await response.json()) as any;
      return [response.status, errors.map(({ message, path }: any) => `${path}: ${message}`)];
    };
    expect(
      await faults({ from: "2025-01-01T00:00:00Z", timeZone: "Europe/Roma", policies: [aPolicy({ calendar: "gone", minutes: { "first-reply": 1 } })] }),
    ).toEqual([
      422,
      ['policies[0].targets.first-reply.calendar: There is no calendar "gone".', "timeZone: Unknown time zone.", "to: The stretch is longer than 400 days."],
    ]);
    expect(await faults({ to: "2026-11-01T00:00:00Z" })).toEqual([422, ["to: The stretch ends before it begins."]]);
    expect((await ask({ from: "last month" })).status).toBe(400);
  });

  test("[P4] of two who ask at once one is told to wait", async () => {
    const { letIn, refused } = await atOnce(() => ask());
    expect(((await refused.json()) as any).type).toBe("https://greenline.app/problems/what-if-under-way");
    expect(linesOf(await letIn.text()).at(-1)).toHaveProperty("result");
  });

  test("[P4] who hangs up stops the replay, and the next one is let in", async () => {
    const abort = new AbortController();
    const response = await fetch(`${backend.url}/api/v1/sla/what-if`, {
      method: "POST",
      signal: abort.signal,
      headers: { authorization: `Bearer ${BOOTSTRAP}`, "content-type": "application/json" },
      body: JSON.stringify(question()),
    });
    abort.abort();
    await expect(response.text()).rejects.toThrow();

    let next = await ask();
    for (; next.status === 429; next = await ask()) await next.text();
    expect(linesOf(await next.text()).at(-1)).toHaveProperty("result");
  });
});
