import { describe, expect, test } from "vitest";
import type { AlertNews } from "../../shared/alert-channels/alert-news.ts";
import { BURST_AFTER, BURST_WITHIN, GATHER_FOR, MOST_ALONE, planTelling, type Telling } from "../../shared/alert-channels/plan-telling.ts";
import { webhookBody } from "../../shared/alert-channels/webhook-body.ts";
import { isRefusal } from "../../shared/alert-channels/webhook-retry.ts";
import { plus, seconds, toInstant, type Instant } from "../../shared/time.ts";

const NOON = toInstant(Date.UTC(2026, 10, 23, 12));
const news = (n: number, more: Partial<AlertNews> = {}): AlertNews => ({
  kind: "breach",
  key: `record-${n}`,
  subject: `c${n}:first-reply:1`,
  at: NOON,
  facts: { conversationId: `c${n}`, clock: "first-reply" },
  ...more,
});

/** A channel that is told one thing after the other, and posts nothing meanwhile unless `post` says so. */
function channel() {
  let waiting: readonly Telling[] = [];
  let came: { readonly at: Instant; readonly kind: string; readonly id: string; readonly count: number }[] = [];
  return {
    waiting: () => waiting,
    tell: (one: AlertNews, now: Instant) => {
      const recent = came.filter(({ at, kind }) => kind === one.kind && at > now - BURST_WITHIN).reduce((sum, { count }) => sum + count, 0);
      const { drop, put } = planTelling(one, "w", { waiting, recent }, now);
      waiting = [...waiting.filter(({ id }) => !drop.includes(id) && id !== put.id), put];
      const before = came.find(({ id }) => id === put.id);
      came = [...came.filter(({ id }) => !drop.includes(id) && id !== put.id), { at: before?.at ?? now, kind: put.kind, id: put.id, count: put.count }];
    },
    post: (now: Instant) => {
      const gone = waiting.filter(({ nextAt }) => nextAt <= now);
      waiting = waiting.filter((one) => !gone.includes(one));
      return gone;
    },
  };
}

describe("what a channel is told", () => {
  test("[BD4] a breach takes the place of its warning that nobody was told, and of nothing else", () => {
    const told = channel();
    told.tell(news(1, { kind: "warning", key: "record-1" }), NOON);
    told.tell(news(2, { kind: "warning", key: "record-2" }), NOON);
    told.tell(news(1, { key: "record-3" }), NOON);
    expect(told.waiting().map(({ id }) => id)).toEqual(["w.record-2", "w.record-3"]);
  });

  test("[BD4] a later warning takes the place of an earlier one; a warning never that of a breach", () => {
    const told = channel();
    told.tell(news(1, { kind: "warning", key: "record-1" }), NOON);
    told.tell(news(1, { kind: "warning", key: "record-2" }), NOON);
    expect(told.waiting().map(({ id }) => id)).toEqual(["w.record-2"]);
    told.tell(news(1, { key: "record-3" }), NOON);
    told.tell(news(1, { kind: "warning", key: "record-4" }), NOON);
    expect(told.waiting().map(({ id }) => id)).toEqual(["w.record-3", "w.record-4"]);
  });

  test("[BD4] what has been told is told once: the same thing noticed twice has the same id", () => {
    const told = channel();
    told.tell(news(1), NOON);
    told.tell(news(1), NOON);
    expect(told.waiting()).toHaveLength(1);
  });

  test("[BD4] few at once are told one by one, twelve at once are one, soon, with every conversation", () => {
    const few = channel();
    for (let n = 1; n <= MOST_ALONE; n++) few.tell(news(n), NOON);
    expect(few.waiting().map(({ count, nextAt }) => [count, nextAt])).toEqual(Array.from({ length: MOST_ALONE }, () => [1, plus(NOON, GATHER_FOR)]));

    const many = channel();
    for (let n = 1; n <= 12; n++) many.tell(news(n), NOON);
    expect(many.waiting()).toMatchObject([{ count: 12, nextAt: plus(NOON, BURST_AFTER) }]);
    expect(new Set(many.waiting()[0]?.conversationIds)).toEqual(new Set(Array.from({ length: 12 }, (_, n) => `c${n + 1}`)));
  });

  test("[BD4] where some of a burst went out alone, the rest of the minute is one more, and nothing is told twice or left out", () => {
    const told = channel();
    const posted: Telling[] = [];
    for (let n = 1; n <= 40; n++) {
      const now = plus(NOON, seconds(n));
      told.tell(news(n), now);
      posted.push(...told.post(now));
    }
    posted.push(...told.post(plus(NOON, seconds(200))));
    expect(posted.length).toBeLessThanOrEqual(MOST_ALONE + 1);
    const named = posted.flatMap(({ conversationIds }) => conversationIds);
    expect(named).toHaveLength(40);
    expect(new Set(named).size).toBe(40);
    expect(posted.reduce((sum, { count }) => sum + count, 0)).toBe(40);
  });

  test("[BD4] another kind is another alarm: a surge is not lost among breaches", () => {
    const told = channel();
    for (let n = 1; n <= 12; n++) told.tell(news(n), NOON);
    told.tell(news(13, { kind: "surge", key: "number-1", facts: { numberId: "n1", signal: "surge" } }), NOON);
    expect(told.waiting().map(({ count, kind }) => [kind, count])).toEqual([
      ["breach", 12],
      ["surge", 1],
    ]);
  });
});

describe("what is posted", () => {
  const attempt = { attempt: 2, at: "2026-11-23T12:00:00.000Z", sentAt: "2026-11-23T12:00:09.000Z" };

  test("[BD4] says what, when, which conversation, clock, due time and policy", () => {
    const facts = { conversationId: "c1", clock: "first-reply", dueAt: "2026-11-23T12:00:00.000Z", policy: { id: "standard", version: 3 } };
    expect(JSON.parse(webhookBody({ id: "w.record-1", kind: "breach", count: 1, conversationIds: ["c1"], facts }, attempt))).toEqual({
      id: "w.record-1",
      type: "clock.breach",
      ...attempt,
      ...facts,
    });
  });

  test("[BD4] a burst counts, names the conversations, and leads to the board that shows them", () => {
    expect(JSON.parse(webhookBody({ id: "w.many", kind: "breach", count: 2, conversationIds: ["c1", "c2"], facts: {} }, attempt))).toEqual({
      id: "w.many",
      type: "clock.breach.many",
      ...attempt,
      count: 2,
      conversationIds: ["c1", "c2"],
      board: "/#board?state=breached",
    });
  });
});

test("[BD4] a refusal is told from trouble: what may pass by itself is tried on", () => {
  expect([400, 404, 410, 422].filter(isRefusal)).toEqual([400, 404, 410, 422]);
  expect([undefined, 200, 302, 408, 429, 500, 503].filter(isRefusal)).toEqual([]);
});
