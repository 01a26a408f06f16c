import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "../../shared/time.ts";
import { aPolicy, OFFICE } from "../fixtures/sla/events.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

const MINUTE = 60_000;
/** A Monday. */
const TEN = Date.UTC(2026, 10, 23, 10);
let now: number;
let backend: TestBackend;
beforeEach(async () => {
  now = TEN;
  backend = await startTestBackend({ clock: { now: () => toInstant(now) } });
});
afterEach(() => backend.stop());

const make = async (role: string, name = role): Promise<{ readonly id: string; readonly token: string }> =>
  (await backend.api("/api/v1/agents", { body: { name, role } })).json() as any;
const put = async (body: unknown, token?: string) => {
  const response = await backend.api("/api/v1/policies", { method: "PUT", body, ...(token === undefined ? {} : { token }) });
  return { status: response.status, body: (await response.json()) as any };
};
const faultsOf = async (body: unknown) => {
  const answer = await put(body);
  return [answer.status, ...(answer.body.errors ?? []).map(({ message, path }: any) => `${path}: ${message}`)];
};
const office = OFFICE as object;
const settings = (minutes: number, changes: object = {}) => ({
  policies: [aPolicy({ minutes: { "first-reply": minutes } })],
  calendars: { "24/7": "24/7" },
  ...changes,
});
const clocks = async (): Promise<any[]> => (await backend.json("/api/v1/conversations")).items.flatMap((one: any) => one.clocks);

describe("what is refused, with its place, so that nothing is saved", () => {
  const target = (target: unknown, calendar = "24/7") => [{ id: "p", default: true, targets: { "first-reply": { target, calendar } } }];
  const calendar = (definition: object) => ({ policies: [], calendars: { desk: { ...office, ...definition } } });
  test.each([
    ["a target of zero", { policies: target(0) }, ["policies[0].targets.first-reply.target: Must be longer than nothing."]],
    ["a negative target", { policies: target(-60_000) }, ["policies[0].targets.first-reply.target: Must be longer than nothing."]],
    ["half a millisecond", { policies: target(0.5) }, ["policies[0].targets.first-reply.target: Not a whole number of milliseconds."]],
    ["a calendar that is missing", { policies: target(1, "nights") }, ['policies[0].targets.first-reply.calendar: There is no calendar "nights".']],
    ["two policies of one id", { policies: [aPolicy(), aPolicy()] }, ['policies[1].id: Another policy has the id "standard".']],
    [
      "a holiday that does not exist",
      calendar({ holidays: ["12-25", "2026-02-30"] }),
      ["calendars.desk.holidays[1]: Not a date that exists (YYYY-MM-DD, or MM-DD for every year)."],
    ],
    ["25 o'clock", calendar({ weekly: { mon: [["09:00", "25:00"]] } }), ["calendars.desk.weekly.mon[0][1]: Not a time of day from 00:00 to 24:00."]],
    [
      "hours that overlap",
      calendar({
        weekly: {
          tue: [
            ["09:00", "13:00"],
            ["12:30", "18:00"],
          ],
        },
      }),
      ["calendars.desk.weekly.tue[1]: Overlaps another interval of the day."],
    ],
    [
      "hours over midnight",
      calendar({ weekly: { fri: [["22:00", "02:00"]] } }),
      ["calendars.desk.weekly.fri[0]: Closes before it opens; hours over midnight are two intervals."],
    ],
    ["a week that is never open", calendar({ weekly: { mon: [] } }), ["calendars.desk.weekly: No open time in the week."]],
    ["a zone that nobody knows", calendar({ timeZone: "Europe/Roma" }), ["calendars.desk.timeZone: Unknown time zone."]],
    [
      "an hour of its own on no day",
      calendar({ overrides: { "2026-13-01": [] } }),
      ["calendars.desk.overrides.2026-13-01: Not a date that exists (YYYY-MM-DD)."],
    ],
    [
      "a condition without a value",
      { policies: [{ ...aPolicy(), conditions: [{ field: "tier", in: [] }] }] },
      ["policies[0].conditions[0].in: Names no value, so it could never hold."],
    ],
    ["a warning after the due instant", { policies: [{ ...aPolicy(), warnings: [1.2] }] }, ["policies[0].warnings[0]: A share lies between 0 and 1."]],
    ["a name without end", { policies: [{ ...aPolicy(), name: "x".repeat(101) }] }, ["policies[0].name: Longer than 100 characters."]],
    ["a key without end", { policies: [], calendars: { ["x".repeat(101)]: "24/7" } }, [`calendars.${"x".repeat(101)}: Longer than 100 characters.`]],
    ["201 policies", { policies: Array.from({ length: 201 }, (_, i) => aPolicy({ id: `p${i}` })) }, ["policies: More than 200 policies."]],
    [
      "101 calendars",
      { policies: [], calendars: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`c${i}`, "24/7"])) },
      ["calendars: More than 100 calendars."],
    ],
    ["2,001 holidays", calendar({ holidays: Array.from({ length: 2_001 }, () => "12-25") }), ["calendars.desk.holidays: More than 2000 holidays."]],
    [
      "1,001 days of their own",
      calendar({ overrides: Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [new Date(TEN + i * 86_400_000).toISOString().slice(0, 10), []])) }),
      ["calendars.desk.overrides: More than 1000 days of their own."],
    ],
    ["a revision that is none", { ...settings(5), revision: "two" }, ["revision: Not the number of a save."]],
  ])("[C1] [P1] [P2] %s", async (_what, body, faults) => {
    expect(await faultsOf(body)).toEqual([422, ...faults]);
    expect(await backend.json("/api/v1/policies")).toMatchObject({ revision: 0, policies: [{ id: "default" }] });
  });

  test("[C1] [P2] every fault at once, those between policies and calendars too", async () => {
    const policies = [
      ...target(0),
      { id: "q", default: false, conditions: [{ field: "mood", in: ["bad"] }], targets: { resolution: { target: 1, calendar: "nights" } } },
    ];
    expect(await faultsOf({ policies, calendars: { desk: { ...office, timeZone: "Mars" } } })).toEqual([
      422,
      "policies[0].targets.first-reply.target: Must be longer than nothing.",
      expect.stringMatching(/^policies\[1\]\.conditions\[0\]\.field: /),
      "calendars.desk.timeZone: Unknown time zone.",
      'policies[1].targets.resolution.calendar: There is no calendar "nights".',
    ]);
  });

  test("[C1] something that is no draft at all, and one that is larger than the door", async () => {
    expect((await faultsOf([]))[0]).toBe(422);
    expect((await faultsOf("everything"))[0]).toBe(422);
    expect((await put({ policies: [], calendars: { ["__proto__"]: office } })).status).toBe(400);
    const trap = { policies: [aPolicy({ calendar: "constructor", minutes: { "first-reply": 1 } })] };
    expect(await faultsOf(trap)).toEqual([422, 'policies[0].targets.first-reply.calendar: There is no calendar "constructor".']);
    const large = await put({ policies: [{ ...aPolicy(), name: "x".repeat(1_100_000) }] });
    expect([large.status, large.body.type, large.body.title]).toEqual([413, "https://greenline.app/problems/too-large", "The request is larger than 1 MB."]);
  });
});

test("[P1] [P2] what may be odd but does no harm is saved: warnings that never come, a condition twice, a policy that nothing reaches", async () => {
  const tier = { field: "tier", in: ["gold", "gold"] };
  const policies = [
    { ...aPolicy({ minutes: { "first-reply": 1 } }), warnings: [{ before: 10 * MINUTE }] },
    { ...aPolicy({ id: "never", default: false }), conditions: [tier, tier] },
    aPolicy({ id: "after-the-default", default: true }),
    aPolicy({ id: "matches-nothing", default: false }),
  ];
  const answer = await put({ policies, calendars: { unused: office } });
  expect([answer.status, answer.body.policies.map(({ id }: any) => id)]).toEqual([200, ["standard", "never", "after-the-default", "matches-nothing"]]);
});

test("[S13] what is saved is what is in force, with the number of saves and versions that count up", async () => {
  const first = await put(settings(5));
  expect(first.body).toMatchObject({ revision: 1, policies: [{ id: "standard", version: 1 }], calendars: { "24/7": "24/7" } });
  expect(await backend.json("/api/v1/policies")).toEqual(first.body);

  // Saved again as it was: nothing has happened.
  expect((await put({ ...settings(5), revision: 1 })).body).toEqual(first.body);
  expect((await put({ ...settings(10), revision: 1 })).body).toMatchObject({ revision: 2, policies: [{ version: 2 }] });
  expect((await put(settings(10, { policies: [aPolicy({ version: 7, minutes: { "first-reply": 10 } })] }))).body).toMatchObject({
    revision: 3,
    policies: [{ version: 7 }],
  });
  expect((await put(settings(10, { calendars: { desk: office } }))).body).toMatchObject({
    revision: 4,
    policies: [{ version: 7 }],
    calendars: { desk: { timeZone: "UTC" } },
  });
  expect((await put(settings(10, { calendars: { desk: { ...office, holidays: ["12-25"] } } }))).body).toMatchObject({
    revision: 5,
    calendars: { desk: { version: 2 } },
  });
});

test("[S13] of two who change the same settings, the second is told before anything is lost", async () => {
  await put(settings(5));
  expect((await put({ ...settings(10), revision: 1 })).status).toBe(200);
  const late = await put({ ...settings(20), revision: 1 });
  expect([late.status, late.body.type, late.body.revision]).toEqual([409, "https://greenline.app/problems/settings-changed", 2]);
  expect((await backend.json("/api/v1/policies")).policies[0].targets["first-reply"].target).toBe(10 * MINUTE);
  // Who names none takes what comes.
  expect((await put(settings(20))).status).toBe(200);
});

test("[S13] open runs are dated anew from their own start, closed ones keep what they were measured by", async () => {
  await put(settings(20));
  await backend.post(textWebhook({ at: TEN, from: "447700900001" }));
  await backend.post(textWebhook({ at: TEN, from: "447700900002" }));
  await backend.settled();
  const { items } = await backend.json("/api/v1/conversations");
  now = TEN + MINUTE;
  await backend.api(`/api/v1/conversations/${items[0].id}/resolve`, { body: { outcome: "spam", noReplyNeeded: "spam" } });
  now = TEN + 2 * MINUTE;
  await put(settings(5));

  const firstReply = async (id: string) => (await backend.json(`/api/v1/conversations/${id}`)).clocks.find(({ kind }: any) => kind === "first-reply");
  await expect
    .poll(() => firstReply(items[1].id), { timeout: 30_000 })
    .toMatchObject({ state: "running", dueAt: "2026-11-23T10:05:00.000Z", policy: { version: 2 } });
  expect(await firstReply(items[0].id)).toMatchObject({ state: "not-needed", dueAt: "2026-11-23T10:20:00.000Z", policy: { version: 1 } });
});

test("[S13] [C1] a policy that is saved together with its calendar finds it there, and of two saves in one moment the later holds", async () => {
  await backend.post(textWebhook({ at: TEN }));
  await backend.settled();
  await put({ policies: [aPolicy({ minutes: { "first-reply": 300 }, calendar: "desk" })], calendars: { desk: office } });
  await put({ policies: [aPolicy({ minutes: { "first-reply": 600 }, calendar: "nights" })], calendars: { nights: "24/7" } });
  await put({ policies: [aPolicy({ minutes: { "first-reply": 480 }, calendar: "desk" })], calendars: { desk: office } });
  // Seven hours on Monday, one on Tuesday.
  const firstReply = async () => (await clocks()).find(({ kind }) => kind === "first-reply");
  await expect.poll(firstReply, { timeout: 30_000 }).toMatchObject({ dueAt: "2026-11-24T10:00:00.000Z", policy: { version: 3 } });
});

test("[H37] [H43] only leads save, everybody who works here may read, and the audit names the versions", async () => {
  const { token: agent } = await make("agent");
  const { id, token: lead } = await make("lead");
  expect((await put(settings(5), agent)).status).toBe(403);
  expect((await put(settings(5), lead)).status).toBe(200);
  expect((await backend.json("/api/v1/policies", agent)).revision).toBe(1);

  const database = new DatabaseSync(join(backend.folder, "greenline.db"), { readOnly: true });
  const [entry] = database.prepare(`SELECT who, target, data FROM audit WHERE action = 'policies-saved'`).all() as any[];
  database.close();
  expect([entry.who, JSON.parse(entry.data)]).toEqual([
    id,
    { revision: 1, policies: [{ id: "standard", version: 1 }], calendars: [{ id: "24/7", version: 1 }] },
  ]);
});

describe("working hours", () => {
  const hours = async (id: string, calendar: unknown, token?: string) => {
    const response = await backend.api(`/api/v1/agents/${id}/working-hours`, { method: "PUT", body: { calendar }, ...(token === undefined ? {} : { token }) });
    return { status: response.status, body: (await response.json()) as any };
  };

  test("[B2] [H37] everybody sets their own, a lead sets everybody's", async () => {
    await put(settings(5, { calendars: { desk: office } }));
    const [sofia, marco, rosa] = [await make("agent", "Sofia"), await make("agent", "Marco"), await make("lead", "Rosa")];
    expect(await hours(sofia.id, "desk", sofia.token)).toMatchObject({ status: 200, body: { name: "Sofia", calendar: "desk" } });
    expect(await hours(sofia.id, "desk", marco.token)).toMatchObject({ status: 403 });
    expect(await hours(marco.id, "24/7", rosa.token)).toMatchObject({ status: 200, body: { calendar: "24/7" } });
    expect((await hours(sofia.id, null, rosa.token)).body).not.toHaveProperty("calendar");
    expect(await hours("nobody", "desk", rosa.token)).toMatchObject({ status: 404 });
    expect(await hours(sofia.id, "nights", sofia.token)).toMatchObject({
      status: 422,
      body: { type: "https://greenline.app/problems/unknown-calendar", errors: [{ path: "calendar", message: 'There is no calendar "nights".' }] },
    });
  });

  test("[B2] [C1] the calendar by which somebody works cannot be taken away", async () => {
    await put(settings(5, { calendars: { desk: office } }));
    const sofia = await make("agent", "Sofia");
    await hours(sofia.id, "desk", sofia.token);
    expect(await faultsOf(settings(5))).toEqual([422, "calendars.desk: Sofia works by this calendar."]);
    await hours(sofia.id, null, sofia.token);
    expect((await put(settings(5))).status).toBe(200);
  });
});

describe("what policies tell contacts apart by", () => {
  const facts = async (contact: string, body: unknown, token?: string) => {
    const response = await backend.api(`/api/v1/contacts/${contact}/policy-facts`, { method: "PUT", body, ...(token === undefined ? {} : { token }) });
    return { status: response.status, body: (await response.json()) as any };
  };
  const gold = () => ({
    policies: [
      { ...aPolicy({ id: "gold", default: false, minutes: { "first-reply": 3 } }), conditions: [{ field: "tier", in: ["gold"] }] },
      { ...aPolicy({ id: "german", default: false, minutes: { "first-reply": 7 } }), conditions: [{ field: "language", in: ["de"] }] },
      aPolicy({ minutes: { "first-reply": 20 } }),
    ],
  });
  const dues = async () => (await clocks()).filter(({ kind }) => kind === "first-reply").map(({ dueAt, policy }) => [policy.id, dueAt]);

  test("[P3] a tier or a language dates the clocks of all the contact's conversations anew, and can be taken back", async () => {
    await put(gold());
    await backend.post(textWebhook({ at: TEN, phoneNumberId: "1" }));
    await backend.post(textWebhook({ at: TEN, phoneNumberId: "2" }));
    await backend.settled();
    const contact = (await backend.json("/api/v1/conversations")).items[0].contact.id;
    now = TEN + MINUTE;

    expect(await facts(contact, { tier: "gold" })).toMatchObject({ status: 200, body: { tier: "gold" } });
    expect(await dues()).toEqual([1, 2].map(() => ["gold", "2026-11-23T10:03:00.000Z"]));
    expect((await facts(contact, { tier: null, language: "de" })).body).toEqual({ id: contact, language: "de" });
    expect(await dues()).toEqual([1, 2].map(() => ["german", "2026-11-23T10:07:00.000Z"]));
    await facts(contact, { language: null });
    expect(await dues()).toEqual([1, 2].map(() => ["standard", "2026-11-23T10:20:00.000Z"]));
  });

  test("[P3] a language that a bot hands over with counts too", async () => {
    await put(gold());
    await backend.post(textWebhook({ at: TEN }));
    await backend.settled();
    const [{ id }] = (await backend.json("/api/v1/conversations")).items;
    await backend.api(`/api/v1/conversations/${id}/handoff`, { body: { reason: "asked", language: "de" } });
    expect((await clocks()).find(({ kind }) => kind === "first-reply").policy.id).toBe("german");
  });

  test("[H37] who may not see the contact is not told that it exists", async () => {
    await backend.api("/api/v1/teams", { body: { id: "sales", name: "Sales" } });
    const stranger = await make("agent", "Stranger");
    await backend.post(textWebhook({ at: TEN }));
    await backend.settled();
    const [{ contact, id }] = (await backend.json("/api/v1/conversations")).items;
    await backend.api(`/api/v1/conversations/${id}/assign`, { body: { team: "sales" } });

    expect((await facts(contact.id, { tier: "gold" }, stranger.token)).status).toBe(404);
    expect((await facts("nobody", { tier: "gold" })).status).toBe(404);
    expect((await facts(contact.id, {})).status).toBe(400);
    expect((await facts(contact.id, { tier: "" })).status).toBe(400);
  });
});
