import { expect, test } from "vitest";
import { hours, minus, plus, seconds, toInstant } from "../../shared/time.ts";
import { entryPointUntil } from "../../shared/window/entry-point.ts";
import { serviceWindow, windowShare, WINDOW_MARGIN } from "../../shared/window/service-window.ts";
import { at } from "../fixtures/sla/events.ts";

const sentAt = at("2026-03-02T09:00:00Z");
const closesAt = at("2026-03-03T09:00:00Z");
const justBefore = toInstant(closesAt - 1);

test("[W1] counts 24 hours from the customer's own send time, and is closed at the very instant", () => {
  expect(serviceWindow({ lastInboundAt: sentAt }, justBefore)).toEqual({ kind: "open", closesAt });
  expect(serviceWindow({ lastInboundAt: sentAt }, closesAt)).toEqual({ kind: "closed", closedAt: closesAt });
});

test("[W1] without a message of the customer it never opened, whatever we sent", () => {
  expect(serviceWindow({}, sentAt)).toEqual({ kind: "never-opened" });
});

test("[W1] a reaction or an unsupported message makes it possible, and never shortens what is certain", () => {
  expect(serviceWindow({ possibleInboundAt: sentAt }, justBefore)).toEqual({ kind: "possible", closesAt });
  expect(serviceWindow({ possibleInboundAt: sentAt }, closesAt)).toEqual({ kind: "closed", closedAt: closesAt });
  expect(serviceWindow({ lastInboundAt: sentAt, possibleInboundAt: plus(sentAt, hours(1)) }, justBefore)).toEqual({ kind: "open", closesAt });
  expect(serviceWindow({ lastInboundAt: sentAt, possibleInboundAt: plus(sentAt, hours(1)) }, closesAt)).toEqual({
    kind: "possible",
    closesAt: plus(closesAt, hours(1)),
  });
  expect(serviceWindow({ lastInboundAt: sentAt, possibleInboundAt: minus(sentAt, hours(1)) }, closesAt)).toEqual({ kind: "closed", closedAt: closesAt });
});

test("[W1] sending keeps a margin of a minute: asked for a moment later, it is closed that much earlier", () => {
  expect(WINDOW_MARGIN).toBe(seconds(60));
  expect(serviceWindow({ lastInboundAt: sentAt }, plus(minus(closesAt, seconds(60)), WINDOW_MARGIN)).kind).toBe("closed");
  expect(serviceWindow({ lastInboundAt: sentAt }, plus(minus(closesAt, seconds(61)), WINDOW_MARGIN)).kind).toBe("open");
});

test("[W1] the ring shows the share that is left", () => {
  const share = (now: number) => windowShare(serviceWindow({ lastInboundAt: sentAt }, toInstant(now)), toInstant(now));
  expect(share(sentAt)).toBe(1);
  expect(share(sentAt + hours(18))).toBe(0.25);
  expect(share(closesAt)).toBe(0);
  expect(share(sentAt - hours(1))).toBe(1);
  expect(windowShare({ kind: "never-opened" }, sentAt)).toBe(0);
});

test("[W2] an advert lead answered within 24 hours opens 72 hours from the accepted answer", () => {
  expect(entryPointUntil(sentAt, plus(sentAt, hours(5)))).toBe(plus(sentAt, hours(77)));
  expect(entryPointUntil(sentAt, justBefore)).toBe(toInstant(justBefore + hours(72)));
});

test("[W2] without an answer, or with one as the 24 hours are up, there is none", () => {
  expect(entryPointUntil(sentAt, undefined)).toBeUndefined();
  expect(entryPointUntil(sentAt, closesAt)).toBeUndefined();
  expect(entryPointUntil(sentAt, minus(sentAt, hours(1)))).toBeUndefined();
});

test("[W2] free of charge is not free-form: the window closes after 24 hours all the same", () => {
  const later = plus(sentAt, hours(30));
  expect(entryPointUntil(sentAt, plus(sentAt, hours(1)))).toBeGreaterThan(later);
  expect(serviceWindow({ lastInboundAt: sentAt }, later).kind).toBe("closed");
});
