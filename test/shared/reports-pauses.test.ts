import { describe, expect, test } from "vitest";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import { asksSomething, clockMoves, type MovePast } from "../../shared/reports/clock-moves.ts";
import { collectPauses } from "../../shared/reports/pause-patterns.ts";
import { DEFAULT_PAUSE_POLICY, parsePausePolicy } from "../../shared/reports/pause-policy.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { hours, minutes, toInstant } from "../../shared/time.ts";
import { aPolicy, time } from "../fixtures/sla/events.ts";

const sofia = toAgentId("sofia");
const ALWAYS = { from: toInstant(0), to: toInstant(Number.MAX_SAFE_INTEGER) };
/** First and next replies within ten minutes, resolution within a hundred, around the clock. */
const options = { policies: [aPolicy({ minutes: { "first-reply": 10, "next-reply": 10, resolution: 100 } })], calendars: {} };
const asked = (at: string, id = "in"): SlaEvent => ({ type: "inbound", at: time(at), id });
const answered = (at: string): SlaEvent => ({ type: "outbound", at: time(at), id: `out ${at}`, messageId: `out ${at}`, author: "human", state: "accepted" });

const movesIn = (events: readonly SlaEvent[], about: Partial<MovePast> = {}) =>
  clockMoves({ conversationId: toConversationId("c1"), events, options, whoDid: () => sofia, isQuestion: () => false, ...about }, DEFAULT_PAUSE_POLICY, ALWAYS)
    .moves;
const kindsIn = (events: readonly SlaEvent[], about?: Partial<MovePast>) => movesIn(events, about).map(({ kind }) => kind);

describe("a hold", () => {
  const before = [asked("09:00"), answered("09:05"), asked("09:30")];

  test("[BD3] in the last fifth of the time for the resolution is evidence, with what was left and when it was released", () => {
    const moves = movesIn([...before, { type: "hold", at: time("10:25") }, { type: "release", at: time("10:50") }]);
    expect(moves).toEqual([
      {
        kind: "hold",
        conversationId: "c1",
        by: "sofia",
        at: time("10:25"),
        clock: "resolution",
        dueAt: time("10:40"),
        left: minutes(15),
        endedAt: time("10:50"),
      },
    ]);
  });

  test("[BD3] with just more than a fifth left it is none, and with just a fifth it is one", () => {
    expect(kindsIn([...before, { type: "hold", at: toInstant(time("10:20") - 1) }])).toEqual([]);
    expect(kindsIn([...before, { type: "hold", at: time("10:20") }])).toEqual(["hold"]);
  });

  test("[BD3] that waits for the customer's answer to a question of ours serves the customer", () => {
    expect(kindsIn([...before, answered("10:24"), { type: "hold", at: time("10:25"), on: "customer" }])).toEqual([]);
    expect(kindsIn([...before, { type: "hold", at: time("10:25"), on: "customer" }])).toEqual(["hold"]);
  });

  test("[BD3] after the due instant it changes nothing, and a rule is nobody", () => {
    expect(kindsIn([...before, { type: "hold", at: time("10:41") }])).toEqual([]);
    expect(kindsIn([...before, { type: "hold", at: time("10:25") }], { whoDid: () => undefined })).toEqual([]);
  });
});

describe("a snooze", () => {
  test("[BD3] just before an answer falls due, with the due time in it, is evidence", () => {
    expect(movesIn([asked("09:00"), { type: "snooze", at: time("09:09"), until: time("09:40") }, answered("09:41")])).toMatchObject([
      { kind: "snooze", clock: "first-reply", dueAt: time("09:10"), left: minutes(1), endedAt: time("09:41") },
    ]);
  });

  test("[BD3] that ends before the answer falls due, that comes early, or after which somebody answered in time, is none", () => {
    expect(kindsIn([asked("09:00"), { type: "snooze", at: time("09:08"), until: time("09:09") }])).toEqual([]);
    expect(kindsIn([asked("09:00"), { type: "snooze", at: time("09:04"), until: time("09:40") }])).toEqual([]);
    expect(kindsIn([asked("09:00"), { type: "snooze", at: time("09:09"), until: time("09:40") }, answered("09:10")])).toEqual([]);
    expect(kindsIn([asked("09:00"), answered("09:02"), { type: "snooze", at: time("09:09") }])).toEqual([]);
  });
});

describe("a resolve", () => {
  const before = [asked("09:00"), answered("09:05")];

  test("[BD3] shortly before the due time, opened again by a person soon after, is evidence", () => {
    expect(movesIn([...before, { type: "resolve", at: time("10:30") }, { type: "reopen", at: time("11:00") }])).toMatchObject([
      { kind: "reopen", clock: "resolution", dueAt: time("10:40"), endedAt: time("11:00") },
    ]);
  });

  test("[BD3] that the customer opens again by writing, that stays, that is early, or is opened again much later, is none", () => {
    expect(kindsIn([...before, { type: "resolve", at: time("10:30") }, asked("10:45"), { type: "reopen", at: time("11:00") }])).toEqual([]);
    expect(kindsIn([...before, { type: "resolve", at: time("10:30") }])).toEqual([]);
    expect(kindsIn([...before, { type: "resolve", at: time("09:30") }, { type: "reopen", at: time("10:00") }])).toEqual([]);
    expect(kindsIn([...before, { type: "resolve", at: time("10:30") }, { type: "reopen", at: toInstant(time("10:30") + hours(2)) }])).toEqual([]);
  });
});

describe("no reply needed", () => {
  const marked: SlaEvent = { type: "noReplyNeeded", at: time("09:05"), reason: "goodbye" };

  test("[BD3] where the customer's last words were a question is evidence; where they were none, or were spam, it is none", () => {
    expect(kindsIn([asked("09:00"), marked], { isQuestion: () => true })).toEqual(["no-reply"]);
    expect(kindsIn([asked("09:00"), marked])).toEqual([]);
    expect(kindsIn([asked("09:00"), { ...marked, reason: "spam" }], { isQuestion: () => true })).toEqual([]);
    expect(kindsIn([asked("09:00"), answered("09:04"), marked], { isQuestion: () => true })).toEqual([]);
  });

  test("[BD3] a question has its mark, and a link with one asks nothing", () => {
    expect(["Where is it?", "¿Y mi pedido", "See https://shop.example/?id=4", "Thanks!"].map(asksSomething)).toEqual([true, true, false, false]);
  });
});

describe("what makes a pattern", () => {
  const found = (count: number, deeds: number) => {
    const pauses = collectPauses(DEFAULT_PAUSE_POLICY);
    for (let n = 0; n < deeds; n += 1) {
      const move = { kind: "hold" as const, conversationId: toConversationId(`c${n}`), by: sofia, at: toInstant(n) };
      pauses.add({ moves: n < count ? [move] : [], deeds: [move] });
    }
    return pauses.patterns().map(({ count: times, evidence, of }) => [times, of, evidence[0]?.conversationId]);
  };

  test("[BD3] three by one person are one, two are chance, and three of eleven are how somebody works", () => {
    expect(found(3, 10)).toEqual([[3, 10, "c2"]]);
    expect(found(2, 2)).toEqual([]);
    expect(found(3, 11)).toEqual([]);
  });

  test("[BD3] three by three people are none", () => {
    const pauses = collectPauses(DEFAULT_PAUSE_POLICY);
    for (const name of ["ana", "ben", "eva"]) {
      const move = { kind: "snooze" as const, conversationId: toConversationId("c1"), by: toAgentId(name), at: toInstant(1) };
      pauses.add({ moves: [move], deeds: [move] });
    }
    expect(pauses.patterns()).toEqual([]);
  });

  test("[BD3] the numbers are data: what is left out has its default, and what makes no sense is named", () => {
    expect(parsePausePolicy({ repeats: 5 })).toEqual({ ok: true, value: { ...DEFAULT_PAUSE_POLICY, repeats: 5 } });
    const refused = parsePausePolicy({ repeats: 1, lastShare: 2, reopenWithin: 0.5 });
    expect(refused.ok ? [] : refused.error.map(({ path }) => path).toSorted()).toEqual(["lastShare", "reopenWithin", "repeats"]);
  });
});
