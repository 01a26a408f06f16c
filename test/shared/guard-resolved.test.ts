import { describe, expect, test } from "vitest";
import { days, hours, minutes, toInstant } from "../../shared/time.ts";
import { ago, closed, describeCases, findingsOf, inbound, marketing, notified, open, said, text, utility } from "./reach-builders.ts";

const done = (with_: Parameters<typeof open>[0] = {}) => open({ state: "resolved", lastInboundAt: ago(hours(5)), ...with_ });
const thread = [inbound(ago(hours(6))), said(ago(hours(5)), "It arrives today.")];
const thanks = [...thread, inbound(ago(hours(4)), "Thank you, bye")];
const resolved = { conversation: done(), messages: thanks, resolvedAt: ago(hours(3)) };

describe("[G-RESOLVED]", () => {
  describeCases(
    "G-RESOLVED",
    [
      { what: "one more message", context: resolved, severity: "confirm" },
      { what: "a template soon after", draft: utility, context: resolved },
      { what: "advertising soon after", draft: marketing, context: resolved },
      { what: "when it was resolved is unknown", context: { ...resolved, resolvedAt: undefined } },
      { what: "messages unknown here", context: { conversation: done() } },
      { what: "an empty thread", context: { conversation: done(), messages: [] } },
      { what: "resolved a week ago, free text", context: { ...resolved, resolvedAt: ago(days(7)), messages: [inbound(ago(days(8)), "Thanks")] } },
      {
        what: "a template a moment before three days",
        draft: utility,
        context: { ...resolved, messages: [inbound(ago(days(4)), "Thanks")], resolvedAt: toInstant(ago(days(3)) + 1) },
      },
      {
        what: "they asked to be written to, and were, long ago",
        context: {
          ...resolved,
          messages: [inbound(ago(days(2)), "Let me know when it is here"), said(ago(days(1)), "It is here."), inbound(ago(hours(9)), "Thanks")],
        },
      },
      { what: "their last word came at the instant of resolving", context: { ...resolved, resolvedAt: ago(hours(4)) } },
      { what: "a bot follows up too", context: { ...resolved, author: { kind: "bot" } } },
    ],
    [
      { what: "open", context: { ...resolved, conversation: open() } },
      { what: "waiting", context: { ...resolved, conversation: open({ state: "waiting" }) } },
      { what: "snoozed", context: { ...resolved, conversation: open({ state: "snoozed" }) } },
      { what: "queued", context: { ...resolved, conversation: open({ state: "queued" }) } },
      { what: "they wrote since", context: { ...resolved, messages: [...thanks, inbound(ago(hours(1)), "One more thing")] } },
      { what: "a millisecond since", context: { ...resolved, resolvedAt: toInstant(ago(hours(4)) - 1) } },
      { what: "they asked to be written to", context: { ...resolved, messages: [...thread, inbound(ago(hours(4)), "Great, let me know when it arrives.")] } },
      { what: "they asked in Spanish", context: { ...resolved, messages: [...thread, inbound(ago(hours(4)), "Perfecto, avíseme por favor")] } },
      { what: "they asked in Italian", context: { ...resolved, messages: [...thread, inbound(ago(hours(4)), "Va bene, fammi sapere")] } },
      { what: "they asked in Portuguese", context: { ...resolved, messages: [...thread, inbound(ago(hours(4)), "Ótimo, me avise quando chegar")] } },
      {
        what: "asked in one bubble, thanked in the next",
        context: { ...resolved, messages: [...thread, inbound(ago(minutes(250)), "Keep me posted"), inbound(ago(hours(4)), "Thanks")] },
      },
      {
        what: "a template three days after is another matter",
        draft: utility,
        context: { ...resolved, messages: [inbound(ago(days(4)), "Thanks")], resolvedAt: ago(days(3)) },
      },
      {
        what: "a template long after, by the thread alone",
        draft: utility,
        context: { conversation: closed({ state: "resolved" }), messages: [notified(ago(days(9)))] },
      },
    ],
  );
});

test("[G-RESOLVED] shows when it was resolved", () => {
  expect(findingsOf("G-RESOLVED", text(), resolved)).toMatchObject([{ evidence: { resolvedAt: ago(hours(3)), lastInboundAt: ago(hours(4)) } }]);
});
