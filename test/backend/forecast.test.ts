import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pastWeeks } from "../../backend/demo/past-weeks.ts";
import { createForecasts, type Forecasts } from "../../backend/forecast/forecasts.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { backTest, judge } from "../../shared/forecast/back-test.ts";
import { toConversationId } from "../../shared/ids.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { days, minutes, plus, toInstant, type Instant } from "../../shared/time.ts";
import { demoWorkspace } from "../fixtures/forecast/demo-workspace.ts";
import { startTestBackend, type TestBackend } from "./running-backend.ts";
import { aConversation } from "./store-contract.ts";

const NOW = toInstant(Date.UTC(2026, 10, 20, 12));

describe("the demo's weeks", () => {
  test("[BD2] the band of the demo's own history holds as often as it claims, within five points", async () => {
    const workspace = await demoWorkspace(NOW);
    expect(workspace.waits.length).toBeGreaterThan(3_000);
    const held = judge(backTest(workspace, NOW, 5), 21);
    if (held === undefined) throw new Error("Nothing was judged.");
    expect(held.of).toBeGreaterThan(400);
    expect(Math.abs(held.inside / held.of - held.claimed)).toBeLessThanOrEqual(0.05);
  }, 60_000);

  test("the same seed tells the same weeks, in order, all of it over before the demo's own day and every case resolved", () => {
    const told = pastWeeks({ seed: "greenline", now: NOW });
    expect(pastWeeks({ seed: "greenline", now: NOW })).toEqual(told);
    expect(new Set(told.map(({ phone }) => phone)).size).toBe(told.length);
    for (const { events } of told) {
      const times = events.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThan(NOW);
      expect(events.at(-1)?.type).toBe("resolve");
    }
  });
});

describe("a store with a past", () => {
  let folder: string;
  let store: Store;
  let forecasts: Forecasts;
  let now: Instant;
  beforeEach(async () => {
    now = NOW;
    folder = mkdtempSync(join(tmpdir(), "greenline-forecast-"));
    const databasePath = join(folder, "greenline.db");
    store = await openSqliteStore({ path: databasePath, vault: createVault(new Uint8Array(32).fill(7)) });
    forecasts = createForecasts({ databasePath, store, clock: { now: () => now } });
  });
  afterEach(async () => {
    await forecasts.stop();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** For 20 days, each hour of the day somebody asks, is answered by Ada within five minutes, and is done. */
  const remember = (): void =>
    store.write((tx) => {
      for (let day = 1; day <= 20; day += 1) {
        const conversation = aConversation(`c${day}`, { createdAt: toInstant(NOW - days(day)), state: "resolved" });
        tx.put("conversation", conversation.id, conversation);
        for (let hour = 0; hour < 20; hour += 1) {
          const at = plus(toInstant(NOW - days(day)), minutes(hour * 60));
          const events: readonly SlaEvent[] = [
            { type: "inbound", at },
            { type: "handoff", at: plus(at, minutes(1)) },
            { type: "claim", at: plus(at, minutes(2)), by: "ada" },
            { type: "outbound", at: plus(at, minutes(5)), author: "human", state: "accepted" },
            { type: "resolve", at: plus(at, minutes(6)), outcome: "solved" },
          ];
          events.forEach((event, n) => tx.appendEvent(toConversationId(conversation.id), `${day}:${hour}:${n}`, event));
        }
        refreshClocks(tx, conversation.id, NOW);
      }
    });

  test("[BD2] [S0-17] reads who came and who answered from the clocks, on a thread of its own, at most once a minute", async () => {
    expect(await forecasts.of(undefined)).toMatchObject({ kind: "not-enough", days: 0, waits: 0 });
    remember();
    now = plus(NOW, minutes(2));
    const said = await forecasts.of(undefined);
    if (said?.kind !== "forecast") throw new Error("Three weeks are enough.");
    // One an hour.
    expect(said.halfHours.reduce((sum, { arrivals }) => sum + arrivals, 0)).toBeGreaterThan(1);
    expect(said.halfHours.reduce((sum, { arrivals }) => sum + arrivals, 0)).toBeLessThan(3);
    expect(said.total.high).toBeLessThan(1);
    expect(said.oneMore).toBeUndefined();
    now = plus(now, minutes(0.5));
    expect(await forecasts.of(undefined)).toBe(said);
    now = plus(now, minutes(1));
    expect(await forecasts.of(undefined)).not.toBe(said);
  }, 30_000);
});

describe("asked over HTTP", () => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await startTestBackend();
  });
  afterEach(() => backend.stop());

  test("[BD2] a lead of a young workspace hears how much of a past is missing; an agent is refused, a team that there is not is not found", async () => {
    const { token } = await (await backend.api("/api/v1/agents", { body: { name: "Anna", role: "agent" } })).json();
    expect((await backend.api("/api/v1/sla/forecast", { token })).status).toBe(403);
    expect((await backend.api("/api/v1/sla/forecast?team=none")).status).toBe(404);
    expect(await backend.json("/api/v1/sla/forecast")).toMatchObject({ kind: "not-enough", days: 0, waits: 0, needsDays: 14 });
  });
});
