import { describe, expect, test } from "vitest";
import { whatBecomes } from "../../renderer/state/what-becomes.ts";
import type { Mutation, MutationOf } from "../../shared/sync/mutations.ts";
import { hours, minus, minutes, plus, seconds } from "../../shared/time.ts";
import { aConversation, c, NOON } from "./inbox-builders.ts";

const MARGIN = seconds(60);
const send = (with_: Partial<MutationOf<"send">> = {}): Mutation => ({
  kind: "send",
  conversationId: c(1),
  clientId: "x1",
  text: "Hello",
  composedAt: NOON,
  seenInboundAt: NOON,
  ...with_,
});
const open = aConversation({ lastInboundAt: NOON });

describe("[I3] what will become of a message is said before it leaves", () => {
  test("it goes, if it leaves within four hours", () => {
    expect(whatBecomes(send(), open, plus(NOON, hours(1)), MARGIN)).toEqual({ kind: "goes-until", at: plus(NOON, hours(4)), reason: "too_old" });
    expect(whatBecomes(send(), open, plus(NOON, hours(4)), MARGIN).kind).toBe("goes-until");
    expect(whatBecomes(send(), open, plus(NOON, hours(5)), MARGIN)).toEqual({ kind: "will-be-held", reason: "too_old", byClock: true });
  });

  test("it goes, if it leaves before the window closes, with the margin of the server", () => {
    const closing = aConversation({ lastInboundAt: minus(NOON, hours(22)) });
    const closes = minus(plus(NOON, hours(2)), MARGIN);
    expect(whatBecomes(send({ seenInboundAt: minus(NOON, hours(22)) }), closing, NOON, MARGIN)).toEqual({
      kind: "goes-until",
      at: closes,
      reason: "window_closed",
    });
    expect(whatBecomes(send({ seenInboundAt: minus(NOON, hours(22)) }), closing, closes, MARGIN)).toEqual({
      kind: "will-be-held",
      reason: "window_closed",
      byClock: true,
    });
  });

  test("it will be held where the customer wrote after its author had looked", () => {
    const wroteAgain = aConversation({ lastInboundAt: plus(NOON, minutes(5)) });
    expect(whatBecomes(send(), wroteAgain, plus(NOON, minutes(6)), MARGIN)).toEqual({ kind: "will-be-held", reason: "new_inbound_since", byClock: false });
  });

  test("a template needs no window", () => {
    const template = send({ text: undefined, template: { name: "hello", language: "en", variables: {} } });
    expect(whatBecomes(template, aConversation({ lastInboundAt: undefined }), NOON, MARGIN)).toMatchObject({ kind: "goes-until", reason: "too_old" });
  });

  test("what has its own time leaves then, and grows old from then on", () => {
    const sendAt = plus(NOON, hours(3));
    expect(whatBecomes(send({ sendAt }), open, NOON, MARGIN)).toEqual({ kind: "leaves-at", at: sendAt });
    expect(whatBecomes(send({ sendAt }), open, plus(NOON, hours(6)), MARGIN)).toMatchObject({ kind: "goes-until", at: plus(NOON, hours(7)) });
  });
});

test("[I3] a time that passes while nothing can be said to the server will be refused, and the rest simply goes", () => {
  const until = plus(NOON, hours(1));
  expect(whatBecomes({ kind: "snooze", conversationId: c(1), until }, open, NOON, MARGIN)).toEqual({ kind: "goes" });
  expect(whatBecomes({ kind: "snooze", conversationId: c(1), until }, open, until, MARGIN)).toEqual({ kind: "will-be-refused", code: "in_the_past" });
  expect(whatBecomes({ kind: "reopen", conversationId: c(1) }, open, plus(NOON, hours(9)), MARGIN)).toEqual({ kind: "goes" });
});

test("[I14] [G-WINDOW] a window that never opened is closed by no clock, one that has closed is by ours", () => {
  expect(whatBecomes(send({ seenInboundAt: undefined }), aConversation({ lastInboundAt: undefined }), NOON, MARGIN)).toEqual({
    kind: "will-be-held",
    reason: "window_closed",
    byClock: false,
  });
});
