import { describe, expect, test } from "vitest";
import type { GuardNumber } from "../../shared/guard/reach-context.ts";
import { days, hours, plus, toInstant } from "../../shared/time.ts";
import { ago, closed, code, describeCases, findingsOf, marketing, NOW, open, text, utility } from "./reach-builders.ts";

const healthy: GuardNumber = {
  connection: "connected",
  quality: { value: "green", source: "webhook" },
  limit: { scope: "portfolio", value: 250 },
  usage24h: { atLeast: 10 },
  enforcement: [],
};
const on = (number: Partial<GuardNumber>, conversation = closed()) => ({ conversation, number: { ...healthy, ...number } });
const restricted = (type: string, with_: { readonly from?: ReturnType<typeof ago>; readonly until?: ReturnType<typeof ago> } = {}, conversation = closed()) =>
  on({ enforcement: [{ type, from: ago(hours(1)), source: "webhook", ...with_ }] }, conversation);
const used = (atLeast: number, conversation = closed()) => on({ usage24h: { atLeast, nextFreeAt: plus(NOW, hours(2)) } }, conversation);
const rated = (value: "green" | "yellow" | "red" | "unknown", since = ago(days(20)), conversation = closed()) =>
  on({ quality: { value, since, source: "webhook" } }, conversation);

describe("[G-NUMBER] [S4-7]", () => {
  describeCases(
    "G-NUMBER",
    [
      { what: "not connected, even for an answer", context: on({ connection: "offline" }, open()), severity: "stop", key: "guard.number.connection" },
      { what: "banned", draft: utility, context: on({ connection: "banned" }), severity: "stop" },
      { what: "the limit is used up", draft: utility, context: used(250), severity: "stop", key: "guard.number.limitReached" },
      { what: "more than used up", draft: marketing, context: used(300), severity: "stop" },
      { what: "nearly used up", draft: utility, context: used(225), severity: "advise", key: "guard.number.limitNear" },
      { what: "one person left", draft: utility, context: used(249), severity: "advise" },
      {
        what: "may start nothing, without an end",
        draft: utility,
        context: restricted("RESTRICTED_BIZ_INITIATED_MESSAGING"),
        severity: "stop",
        key: "guard.number.restricted",
      },
      {
        what: "may start nothing until then",
        draft: code,
        context: restricted("RESTRICTED_BIZ_INITIATED_MESSAGING", { until: toInstant(NOW + 1) }),
        severity: "stop",
        key: "guard.number.restrictedUntil",
      },
      { what: "may not even answer", context: restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", {}, open()), severity: "stop" },
      {
        what: "no utility templates, inside the window either",
        draft: utility,
        context: restricted("RESTRICTED_UTILITY_TEMPLATES", {}, open()),
        severity: "stop",
      },
      { what: "fewer utility templates", draft: utility, context: restricted("RATE_LIMITED_UTILITY_TEMPLATE_MESSAGING"), severity: "confirm" },
      { what: "locked", context: restricted("LOCKED", {}, open()), severity: "stop" },
      { what: "to be disabled", draft: utility, context: restricted("SCHEDULE_FOR_DISABLE"), severity: "confirm" },
      { what: "a kind that nobody knows", draft: utility, context: restricted("RESTRICTED_SOMETHING_NEW"), severity: "confirm" },
      {
        what: "flagged, as it was called before October 2025",
        draft: utility,
        context: restricted("FLAGGED"),
        severity: "confirm",
        key: "guard.number.flagged",
      },
      { what: "low quality stops advertising", draft: marketing, context: rated("red"), severity: "stop", key: "guard.number.qualityLow" },
      { what: "low quality asks about a notice", draft: utility, context: rated("red"), severity: "confirm" },
      { what: "medium for long", draft: utility, context: rated("yellow"), severity: "advise", key: "guard.number.qualityMedium" },
      {
        what: "has just fallen to medium",
        draft: utility,
        context: rated("yellow", toInstant(ago(days(7)) + 1)),
        severity: "advise",
        key: "guard.number.qualityFalling",
      },
      { what: "medium and advertising", draft: marketing, context: rated("yellow"), severity: "confirm" },
    ],
    [
      { what: "all is well", draft: utility, context: on({}) },
      { what: "an answer while the limit is used up", context: used(250, open()) },
      { what: "an answer by template while the limit is used up", draft: utility, context: used(250, open()) },
      { what: "advertising in an open window is no new conversation", draft: marketing, context: used(250, open()) },
      {
        what: "somebody who was reached today costs nothing more",
        draft: utility,
        context: { ...used(250), notifications: [{ at: ago(hours(23)), category: "UTILITY", outsideWindow: true }] },
      },
      { what: "below nearly", draft: utility, context: used(224) },
      { what: "no limit", draft: utility, context: on({ limit: { scope: "portfolio", value: "unlimited" }, usage24h: { atLeast: 90_000 } }) },
      { what: "the limit is unknown", draft: utility, context: on({ limit: { scope: "portfolio", value: "unknown" }, usage24h: { atLeast: 90_000 } }) },
      { what: "an answer while nothing may be started", context: restricted("RESTRICTED_BIZ_INITIATED_MESSAGING", {}, open()) },
      { what: "the restriction is over at its very end", draft: utility, context: restricted("RESTRICTED_BIZ_INITIATED_MESSAGING", { until: NOW }) },
      { what: "it has not begun", draft: utility, context: restricted("RESTRICTED_BIZ_INITIATED_MESSAGING", { from: toInstant(NOW + 1) }) },
      { what: "advertising while utility is restricted", draft: marketing, context: restricted("RESTRICTED_UTILITY_TEMPLATES") },
      { what: "no new numbers may be added", draft: utility, context: restricted("RESTRICTED_ADD_PHONE_NUMBER_ACTION") },
      { what: "an answer at low quality", context: rated("red", ago(days(1)), open()) },
      { what: "quality unknown", draft: marketing, context: rated("unknown") },
      { what: "connection unknown", draft: utility, context: on({ connection: "unknown" }) },
      { what: "the number is unknown here", draft: utility, context: { conversation: closed() } },
      { what: "nothing is known about it", context: { conversation: open(), number: {} }, draft: text() },
    ],
  );
});

test("[S4-7] limit reached: the template is refused with the time it is free, the answer goes", () => {
  const freeAt = plus(NOW, hours(2));
  expect(findingsOf("G-NUMBER", utility, used(250))).toMatchObject([
    { evidence: { used: 250, limit: 250, freeAt }, remedies: [{ command: "send-at", at: freeAt }] },
  ]);
  expect(findingsOf("G-NUMBER", text(), used(250, open()))).toEqual([]);
});

test("[S4-7] whoever was reached a day ago to the millisecond costs a place again", () => {
  const reached = (at_: ReturnType<typeof ago>) => ({ ...used(250), notifications: [{ at: at_, category: "UTILITY", outsideWindow: true }] });
  expect(findingsOf("G-NUMBER", utility, reached(toInstant(ago(days(1)) + 1)))).toEqual([]);
  expect(findingsOf("G-NUMBER", utility, reached(ago(days(1))))).toHaveLength(1);
});

test("[G-NUMBER] says whether answers still go", () => {
  const started = "RESTRICTED_BIZ_INITIATED_MESSAGING";
  expect(findingsOf("G-NUMBER", marketing, restricted(started, {}, open()))).toMatchObject([{ evidence: { type: started, answersGo: true } }]);
  expect(findingsOf("G-NUMBER", utility, restricted(started))).toMatchObject([{ evidence: { answersGo: false } }]);
  expect(findingsOf("G-NUMBER", text(), restricted("LOCKED", {}, open()))).toMatchObject([{ evidence: { answersGo: false } }]);
});

test("[S4-4] the old word is shown as it came", () => {
  expect(findingsOf("G-NUMBER", utility, restricted("FLAGGED"))[0]?.evidence).toMatchObject({ type: "FLAGGED" });
});

test("[G-NUMBER] the gravest is said, the rest stands behind it", () => {
  const all = { conversation: closed(), number: { ...healthy, quality: { value: "yellow", source: "webhook" }, usage24h: { atLeast: 250 } } as GuardNumber };
  expect(findingsOf("G-NUMBER", utility, all)).toMatchObject([
    { severity: "stop", messageKey: "guard.number.limitReached", evidence: { also: ["guard.number.qualityMedium"] } },
  ]);
});
