import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { explainedClocks, type ExplainedClock } from "../../shared/api/sla.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { explainCases, foldCases, type ExplainedCase } from "../../shared/sla/fold.ts";
import { happenedAt, inOrder } from "../../shared/sla/order.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import { aPolicy, OFFICE } from "../fixtures/sla/events.ts";
import { history, HISTORY_END, HISTORY_OPTIONS } from "../fixtures/sla/histories.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

const RUNS = { numRuns: 400, seed: 20_261_122 };
const explained = (events: readonly SlaEvent[], now: Instant = HISTORY_END): ExplainedCase["clocks"] =>
  explainCases(events, { ...HISTORY_OPTIONS, now }).flatMap(({ clocks }) => clocks);

describe("an explanation agrees with the clock that it explains", () => {
  test("[R3] it begins with the start, is told by time, and its counted pieces add up to the target where there is a due instant", () => {
    fc.assert(
      fc.property(history, (events) => {
        for (const { clock, why } of explained(events)) {
          expect(why[0]).toMatchObject({ kind: "started", at: clock.startedAt });
          expect(why.map(({ at }) => at)).toEqual(why.map(({ at }) => at).toSorted((a, b) => a - b));
          const due = why.filter(({ kind }) => kind === "due").map(({ at }) => at);
          expect(due).toEqual(clock.dueAt === undefined ? [] : [clock.dueAt]);
          const counted = why.filter(({ kind }) => kind === "open" || kind === "more-open").reduce((sum, { data }) => sum + Number(data["ms"]), 0);
          expect(counted).toBe(clock.dueAt === undefined ? 0 : clock.target);
        }
      }),
      RUNS,
    );
  });

  test("[R3] it is of the very clocks that the fold gives", () => {
    fc.assert(
      fc.property(history, (events) => {
        const folded = foldCases(events, { ...HISTORY_OPTIONS, now: HISTORY_END }).flatMap(({ clocks }) => clocks);
        expect(explained(events).map(({ clock }) => clock)).toEqual(folded);
      }),
      RUNS,
    );
  });

  test("[R3] every event that it names has happened", () => {
    fc.assert(
      fc.property(history, (events) => {
        const known = new Set(events.flatMap((event) => [event.id, event.type === "outbound" ? event.messageId : undefined]));
        for (const { why } of explained(events)) for (const { eventId } of why) expect(eventId === undefined || known.has(eventId)).toBe(true);
      }),
      RUNS,
    );
  });

  test("[R3] [P3] [S13] every event that changes a clock is named by it, and the one that begins it too", () => {
    fc.assert(
      fc.property(history, (unordered) => {
        const events = inOrder(unordered);
        events.forEach((event, index) => {
          // A failure is read back into the past, and has its own test.
          if (event.type === "outbound" && event.state === "failed") return;
          const at = happenedAt(event);
          const before = new Set(explained(events.slice(0, index), at).map(({ clock }) => JSON.stringify(clock)));
          for (const { clock, why } of explained(events.slice(0, index + 1), at))
            if (!before.has(JSON.stringify(clock))) expect(why.map(({ eventId }) => eventId)).toContain(event.id);
        });
      }),
      { ...RUNS, numRuns: 150 },
    );
  });

  test("[R3] [S7] a clock that is open again because a message failed names the failure", () => {
    const key = ({ kind, owner, startedAt }: Clock): string => `${kind} ${startedAt} ${owner}`;
    let opened = 0;
    fc.assert(
      fc.property(history, (unordered) => {
        const events = inOrder(unordered);
        events.forEach((event, index) => {
          if (event.type !== "outbound" || event.state !== "failed") return;
          const at = happenedAt(event);
          const met = new Set(explained(events.slice(0, index), at).flatMap(({ clock }) => (clock.metAt === undefined ? [] : [key(clock)])));
          for (const { clock, why } of explained(events.slice(0, index + 1), at)) {
            if (!met.has(key(clock)) || clock.metAt !== undefined || clock.stoppedAt !== undefined) continue;
            opened += 1;
            expect(why).toContainEqual(expect.objectContaining({ kind: "send-failed", eventId: event.id }));
          }
        });
      }),
      { ...RUNS, numRuns: 3_000 },
    );
    expect(opened).toBeGreaterThan(10);
  });
});

describe("asked over HTTP", () => {
  const MINUTE = 60_000;
  /** A Monday; the office is open from nine to five. */
  const FOUR = Date.UTC(2026, 10, 23, 16);
  let now: number;
  let backend: TestBackend;
  beforeEach(async () => {
    now = FOUR;
    backend = await startTestBackend({ clock: { now: () => toInstant(now) } });
  });
  afterEach(() => backend.stop());

  const save = (body: object) => backend.api("/api/v1/policies", { method: "PUT", body });
  const act = async (path: string, body: object, token?: string): Promise<any> =>
    (await backend.api(path, { body, ...(token === undefined ? {} : { token }) })).json();
  const explainedOf = async (id: string): Promise<readonly ExplainedClock[]> =>
    explainedClocks.parse(await backend.json(`/api/v1/conversations/${id}/clocks`)).items;
  const LONG = `${"Where is my order? ".repeat(5)}It is late.`;

  test("[R3] each piece leads to the message or the line of the story behind it", async () => {
    const promise = (minutes: number) => ({
      policies: [aPolicy({ minutes: { handoff: 10, "first-reply": minutes }, calendar: "office" })],
      calendars: { office: OFFICE },
    });
    await save(promise(90));
    const sofia = await act("/api/v1/agents", { name: "Sofia", role: "agent" });
    await backend.post(textWebhook({ at: now, text: LONG }));
    await backend.settled();
    const [{ id, lastMessage }] = (await backend.json("/api/v1/conversations")).items;
    now += 5 * MINUTE;
    await act(`/api/v1/conversations/${id}/handoff`, { reason: "asked for a person" });
    now += 5 * MINUTE;
    await act(`/api/v1/conversations/${id}/claim`, {}, sofia.token);
    now += 5 * MINUTE;
    await save(promise(120));
    const kinds = async () => (await backend.json(`/api/v1/conversations/${id}`)).clocks.map(({ kind, policy }: any) => `${kind} ${policy.version}`);
    await expect.poll(kinds, { timeout: 30_000 }).toContain("first-reply 2");

    const [reply, , handoff] = await explainedOf(id);
    expect(reply).toMatchObject({
      caseNo: 1,
      kind: "first-reply",
      state: "running",
      startedAt: "2026-11-23T16:00:00.000Z",
      dueAt: "2026-11-24T10:00:00.000Z",
      targetMs: 120 * MINUTE,
      policy: { id: "standard", version: 2 },
      calendar: { id: "office", version: 1, timeZone: "UTC" },
    });
    const told = reply?.why.map(({ at, behind, data, kind, until }) => [at.slice(5, 16), until?.slice(5, 16), kind, data["ms"] ?? data["because"], behind]);
    expect(told).toEqual([
      ["11-23T16:00", undefined, "started", undefined, { type: "message", id: lastMessage.id, direction: "in", text: LONG.slice(0, 80) }],
      ["11-23T16:00", undefined, "policy", undefined, undefined],
      ["11-23T16:00", "11-23T17:00", "open", 60 * MINUTE, undefined],
      ["11-23T16:05", undefined, "handoff", undefined, expect.objectContaining({ type: "story", kind: "handoff" })],
      ["11-23T16:15", undefined, "re-dated", "policyChange", expect.objectContaining({ type: "story", kind: "terms" })],
      ["11-24T09:00", "11-24T10:00", "open", 60 * MINUTE, undefined],
      ["11-24T10:00", undefined, "due", undefined, undefined],
    ]);
    expect(handoff?.why.find(({ kind }) => kind === "met")?.behind).toMatchObject({ type: "story", kind: "claim", by: sofia.id });
  });

  test("[R3] holds, ends and causes are named with who did them", async () => {
    await save({ policies: [aPolicy({ minutes: { "first-reply": 10, resolution: 120 } })], calendars: {} });
    const rosa = await act("/api/v1/agents", { name: "Rosa", role: "lead" });
    await backend.post(textWebhook({ at: now }));
    await backend.settled();
    const [{ id }] = (await backend.json("/api/v1/conversations")).items;
    await act(`/api/v1/conversations/${id}/hold`, { on: "customer" }, rosa.token);
    now += 20 * MINUTE;
    await act(`/api/v1/conversations/${id}/release`, {}, rosa.token);
    now += MINUTE;
    await act(`/api/v1/conversations/${id}/resolve`, { outcome: "solved", noReplyNeeded: "goodbye" }, rosa.token);
    now += MINUTE;
    const [{ kind, startedAt }] = (await backend.json("/api/v1/sla/breaches")).items;
    await act("/api/v1/sla/breaches/acknowledge", { conversationId: id, kind, startedAt, cause: "goodbye" }, rosa.token);

    const named = (clock: ExplainedClock | undefined) =>
      clock?.why.flatMap((piece) => (piece.behind?.type === "story" ? [[piece.kind, piece.behind.kind, piece.behind.by === rosa.id]] : []));
    const [reply, resolution] = await explainedOf(id);
    expect(reply).toMatchObject({ kind: "first-reply", state: "breached", overdueMs: 11 * MINUTE, cause: "goodbye" });
    expect(named(reply)).toEqual([
      ["not-needed", "resolve", true],
      ["acknowledged", "acknowledge", true],
    ]);
    expect(resolution).toMatchObject({ kind: "resolution", state: "met", pausedMs: 20 * MINUTE });
    // What is always open has no zone.
    expect(resolution?.calendar).toEqual({ id: "24/7", version: 1 });
    expect(named(resolution)).toEqual([
      ["paused", "hold", true],
      ["resumed", "release", true],
      ["met", "resolve", true],
    ]);
  });

  test("[R3] [H37] who may not see the conversation is not told why its clocks stand as they do", async () => {
    await act("/api/v1/teams", { id: "sales", name: "Sales" });
    const stranger = await act("/api/v1/agents", { name: "Stranger", role: "agent" });
    await backend.post(textWebhook({ at: now }));
    await backend.settled();
    const [{ id }] = (await backend.json("/api/v1/conversations")).items;
    const status = async () => (await backend.api(`/api/v1/conversations/${id}/clocks`, { token: stranger.token })).status;
    expect(await status()).toBe(200);
    await act(`/api/v1/conversations/${id}/assign`, { team: "sales" });
    expect(await status()).toBe(404);
    expect((await backend.api("/api/v1/conversations/nothing/clocks")).status).toBe(404);
  });
});
