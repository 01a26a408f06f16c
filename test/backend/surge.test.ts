import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepSurge } from "../../backend/surge/keep-surge.ts";
import { saveSurgePolicy } from "../../backend/surge/surge-policy.ts";
import { switchSurgeMode } from "../../backend/surge/surge-state.ts";
import { readPage } from "../../backend/sync/read-page.ts";
import { scopesOf } from "../../shared/sync/scopes.ts";
import { anAgent, answered, createSlaWorkspace, MINUTE, silent, TEN, wrote, type SlaWorkspace } from "./sla-workspace.ts";
import { startTestBackend } from "./running-backend.ts";

const lena = anAgent("lena", { role: "lead" });
const sofia = anAgent("sofia");

let workspace: SlaWorkspace;
let stops: (() => void)[];
const begin = (store = workspace.store): void => void stops.push(keepSurge({ store, clock: workspace.time.clock, log: silent, at: workspace.time.at }).stop);

beforeEach(async () => {
  stops = [];
  workspace = await createSlaWorkspace();
  workspace.people(lena, sofia);
  workspace.store.write((tx) =>
    saveSurgePolicy(
      tx,
      { thresholds: { arrivals: null, queue: { on: 10, off: 5 }, wait: null }, rise: 3 * MINUTE, least: 15 * MINUTE, calm: 10 * MINUTE },
      "lena",
      workspace.time.clock.now(),
    ),
  );
  begin();
});
afterEach(() => {
  stops.forEach((stop) => stop());
  workspace.dispose();
});

const arrive = (from: number, to: number): void => {
  for (let n = from; n < to; n += 1) {
    workspace.add(`c${n}`);
    workspace.happens(`c${n}`, wrote(workspace.time.clock.now()));
  }
};
const areServed = (from: number, to: number): void => {
  for (let n = from; n < to; n += 1) workspace.happens(`c${n}`, answered(workspace.time.clock.now(), `m${n}`));
};
const number = () => workspace.store.read((tx) => tx.get("number", "n1"));
const audited = () => workspace.store.read((tx) => tx.audit()).flatMap(({ action }) => (action === "surge-on" || action === "surge-off" ? [action] : []));

describe("surge mode on the server", () => {
  test("[HO12] [S0-20] a surge puts it on, every desk hears since when and why, and it goes off once things have been calm", () => {
    arrive(0, 12);
    workspace.time.pass(2 * MINUTE);
    expect(number()?.surge).toBeUndefined();
    const head = workspace.store.read((tx) => tx.head());
    workspace.time.pass(3 * MINUTE);
    expect(number()?.surge).toMatchObject({ because: { kind: "queue", value: 12 } });
    expect(
      workspace.store.read((tx) => readPage(tx, { from: head, scopes: scopesOf(sofia), epoch: workspace.store.epoch, now: workspace.time.clock.now() })).rows,
    ).toMatchObject([{ e: "number", row: { surge: { because: { kind: "queue" } } } }]);

    // Between the thresholds nothing changes, however long.
    areServed(0, 5);
    workspace.time.pass(60 * MINUTE);
    expect(number()?.surge).toBeDefined();

    areServed(5, 12);
    workspace.time.pass(9 * MINUTE);
    expect(number()?.surge).toBeDefined();
    workspace.time.pass(2 * MINUTE);
    expect(number()?.surge).toBeUndefined();
    expect(audited()).toEqual(["surge-on", "surge-off"]);
  });

  test("[HO12] leads are alarmed once, until it is over, also over a restart and with a second process", async () => {
    begin(await workspace.open());
    arrive(0, 12);
    workspace.time.pass(5 * MINUTE);
    stops.splice(0).forEach((stop) => stop());
    begin(await workspace.open());
    workspace.time.pass(30 * MINUTE);
    expect(number()?.alarms).toMatchObject([{ signal: "surge", level: "warn" }]);
    expect(number()?.alarms?.[0]?.clearedAt).toBeUndefined();

    areServed(0, 12);
    workspace.time.pass(11 * MINUTE);
    expect(number()?.alarms).toMatchObject([{ signal: "surge", clearedAt: expect.any(Number) }]);
    expect(audited()).toEqual(["surge-on", "surge-off"]);
  });

  test("[HO12] a queue that wavers makes nothing flap", () => {
    arrive(0, 12);
    workspace.time.pass(5 * MINUTE);
    for (let turn = 0; turn < 12; turn += 1) {
      areServed(turn * 12, turn * 12 + 12);
      workspace.time.pass(4 * MINUTE);
      arrive(turn * 12 + 12, turn * 12 + 24);
      workspace.time.pass(4 * MINUTE);
    }

    expect(audited()).toEqual(["surge-on"]);
  });

  test("[HO12] a lead's hand puts it on without an alarm, and only a hand ends that", () => {
    const hand = (on: boolean) =>
      workspace.store.write((tx) => {
        const row = tx.get("number", "n1");
        if (row !== undefined) switchSurgeMode(tx, row, on, lena.id, workspace.time.clock.now());
      });
    hand(true);
    workspace.time.pass(120 * MINUTE);
    expect(number()?.surge).toEqual({ since: TEN, because: { kind: "hand", by: "lena" } });
    expect(number()?.alarms ?? []).toEqual([]);

    hand(false);
    expect(number()?.surge).toBeUndefined();
  });
});

describe("surge mode over HTTP", () => {
  test("[HO12] leads read how the queue stands, set the policy, and switch by hand; agents only read", async () => {
    const backend = await startTestBackend();
    try {
      const agent = await (await backend.api("/api/v1/agents", { body: { name: "Ada", role: "agent" } })).json();
      const { version: _, ...policy } = (await backend.json("/api/v1/surge")).policy;
      expect((await backend.api("/api/v1/surge", { method: "PUT", body: { ...policy, thresholds: { queue: { on: 5, off: 9 } } } })).status).toBe(422);
      expect((await backend.api("/api/v1/surge", { method: "PUT", body: { ...policy, tellCustomers: true, version: 7 } })).status).toBe(409);
      expect((await backend.api("/api/v1/surge", { method: "PUT", body: { ...policy, tellCustomers: true, version: 0 } })).status).toBe(200);
      expect((await backend.json("/api/v1/surge", agent.token)).policy).toMatchObject({ tellCustomers: true, version: 1 });
      expect((await backend.api("/api/v1/surge", { method: "PUT", body: policy, token: agent.token })).status).toBe(403);
      expect((await backend.api("/api/v1/surge/nothing", { body: { on: true } })).status).toBe(404);
    } finally {
      await backend.stop();
    }
  });
});
