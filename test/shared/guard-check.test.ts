import { describe, expect, test } from "vitest";
import { blocking, check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import { GUARD_MESSAGE_KEYS } from "../../shared/guard/message-keys.ts";
import { toAgentId, toClientId, toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { hours, minus, minutes, plus, seconds, toInstant, type Instant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const NOW = toInstant(Date.parse("2026-03-02T12:00:00Z"));
const ago = (by: ReturnType<typeof minutes>): Instant => minus(NOW, by);
const anna = toAgentId("anna");
const bruno = toAgentId("bruno");

const aConversation = (with_: Partial<Conversation> = {}): Conversation =>
  aConversationRow({ state: "open", assigneeId: anna, lastInboundAt: ago(hours(1)), createdAt: ago(hours(1)), ...with_ });

const aMessage = (with_: Partial<Message> = {}): Message => ({
  id: toMessageId("o1"),
  conversationId: toConversationId("c1"),
  clientId: toClientId("o1"),
  direction: "out",
  author: { kind: "human", id: anna },
  content: { type: "text", body: "Your parcel leaves today." },
  at: ago(minutes(1)),
  order: 1,
  state: "accepted",
  stateAt: {},
  ...with_,
});
const inbound = (at: Instant, with_: Partial<Message> = {}): Message =>
  aMessage({ id: toMessageId(`i${at}`), clientId: undefined, direction: "in", author: { kind: "customer" }, state: "received", at, ...with_ });

const aTemplate = (with_: Partial<Template> = {}): Template => ({
  id: "t1",
  name: "parcel",
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  quality: "GREEN",
  body: "Hello {{1}}, your parcel {{2}} leaves today.",
  buttons: [],
  ...with_,
});

const text = (with_: Partial<Extract<Draft, { kind: "text" }>> = {}): Draft => ({ kind: "text", text: "Your parcel leaves tomorrow.", ...with_ });
const template = (with_: Partial<Extract<Draft, { kind: "template" }>> = {}): Draft => ({
  kind: "template",
  name: "parcel",
  language: "en",
  variables: { 1: "Ada", 2: "8841" },
  ...with_,
});

const find = (rule: string, draft: Draft, context: Partial<GuardContext> = {}, policy = DEFAULT_GUARD_POLICY) =>
  check(draft, { conversation: aConversation(), me: anna, messages: [], templates: [aTemplate()], ...context }, policy, NOW).filter(
    (finding) => finding.rule === rule,
  );

interface Case {
  readonly what: string;
  readonly draft?: Draft;
  readonly context?: Partial<GuardContext>;
  readonly severity?: "stop" | "confirm" | "advise";
}

const casesOf = (rule: string, fires: readonly Case[], stays: readonly Case[]) => (): void => {
  test.each(fires)(`fires: $what`, ({ context, draft = text(), severity }) => {
    const findings = find(rule, draft, context);
    expect(findings).not.toEqual([]);
    expect(severity === undefined || findings[0]?.severity === severity).toBe(true);
    expect(GUARD_MESSAGE_KEYS).toContain(findings[0]?.messageKey);
  });
  test.each(stays)(`says nothing: $what`, ({ context, draft = text() }) => expect(find(rule, draft, context)).toEqual([]));
};

const windowed = (lastInboundAt: Instant | undefined, possibleInboundAt?: Instant) => ({ conversation: aConversation({ lastInboundAt, possibleInboundAt }) });

describe(
  "[G-WINDOW]",
  casesOf(
    "G-WINDOW",
    [
      { what: "at the very instant the window closes", context: windowed(ago(hours(24))), severity: "stop" },
      { what: "a millisecond after", context: windowed(toInstant(ago(hours(24)) - 1)), severity: "stop" },
      { what: "a day after", context: windowed(ago(hours(48))), severity: "stop" },
      { what: "a year after", context: windowed(ago(hours(8_760))), severity: "stop" },
      { what: "a second before it closes, inside the margin", context: windowed(toInstant(ago(hours(24)) + 1_000)), severity: "stop" },
      { what: "exactly at the margin", context: windowed(toInstant(ago(hours(24)) + 60_000)), severity: "stop" },
      { what: "the customer has never written", context: windowed(undefined), severity: "stop" },
      { what: "only our own messages", context: { ...windowed(undefined), messages: [aMessage()] }, severity: "stop" },
      { what: "what might have opened it is over too", context: windowed(ago(hours(30)), ago(hours(25))), severity: "stop" },
      {
        what: "an entry point does not extend it for free text",
        context: { conversation: aConversation({ lastInboundAt: ago(hours(30)), entryPointUntil: plus(NOW, hours(40)) }) },
        severity: "stop",
      },
    ],
    [
      { what: "just written", context: windowed(NOW) },
      { what: "an hour ago", context: windowed(ago(hours(1))) },
      { what: "a millisecond outside the margin", context: windowed(toInstant(ago(hours(24)) + 60_001)) },
      { what: "23 hours ago", context: windowed(ago(hours(23))) },
      { what: "a template, window closed", draft: template(), context: windowed(ago(hours(48))) },
      { what: "a template, never written", draft: template(), context: windowed(undefined) },
      { what: "a template in the last second", draft: template(), context: windowed(toInstant(ago(hours(24)) + 1)) },
      { what: "only possibly open: another rule asks", context: windowed(ago(hours(30)), ago(hours(1))) },
      { what: "possibly open and never surely", context: windowed(undefined, ago(hours(1))) },
      { what: "sent in the customer's future by a wrong clock", context: windowed(plus(NOW, minutes(5))) },
    ],
  ),
);

describe(
  "[G-WINDOW-MAYBE]",
  casesOf(
    "G-WINDOW-MAYBE",
    [
      { what: "a reaction after the window", context: windowed(ago(hours(30)), ago(hours(1))), severity: "confirm" },
      { what: "a reaction and nothing else", context: windowed(undefined, ago(hours(1))), severity: "confirm" },
      { what: "just now", context: windowed(undefined, NOW) },
      { what: "23 hours ago", context: windowed(undefined, ago(hours(23))) },
      { what: "outside the margin by a millisecond", context: windowed(undefined, toInstant(ago(hours(24)) + 60_001)) },
      { what: "the certain one closed this instant", context: windowed(ago(hours(24)), ago(hours(2))) },
      { what: "the certain one closes inside the margin", context: windowed(toInstant(ago(hours(24)) + 30_000), ago(hours(2))) },
      { what: "the certain one closed a week ago", context: windowed(ago(hours(168)), ago(minutes(1))) },
      {
        what: "an unassigned conversation",
        context: { conversation: aConversation({ assigneeId: undefined, lastInboundAt: undefined, possibleInboundAt: ago(hours(3)) }) },
      },
      {
        what: "a resolved conversation",
        context: { conversation: aConversation({ state: "resolved", lastInboundAt: undefined, possibleInboundAt: ago(hours(3)) }) },
      },
    ],
    [
      { what: "certainly open", context: windowed(ago(hours(1))) },
      { what: "certainly open, and a reaction", context: windowed(ago(hours(1)), ago(minutes(1))) },
      { what: "the reaction is older than the certain one", context: windowed(ago(hours(1)), ago(hours(20))) },
      { what: "both over", context: windowed(ago(hours(30)), ago(hours(25))) },
      { what: "never anything", context: windowed(undefined) },
      { what: "possibly open inside the margin: stopped by the other rule", context: windowed(undefined, toInstant(ago(hours(24)) + 1)) },
      { what: "a template", draft: template(), context: windowed(undefined, ago(hours(1))) },
      { what: "a template, both closed", draft: template(), context: windowed(ago(hours(30)), ago(hours(1))) },
      { what: "a template, never", draft: template(), context: windowed(undefined) },
      { what: "the reaction at the closing instant", context: windowed(undefined, ago(hours(24))) },
    ],
  ),
);

const templates = (...all: Template[]) => ({ templates: all });

describe(
  "[G-TEMPLATE]",
  casesOf(
    "G-TEMPLATE",
    [
      { what: "no such name", draft: template({ name: "gone" }), severity: "stop" },
      { what: "not in this language", draft: template({ language: "it" }), severity: "stop" },
      { what: "a near language is another language", draft: template({ language: "en_GB" }), severity: "stop" },
      { what: "paused", draft: template(), context: templates(aTemplate({ status: "PAUSED" })), severity: "stop" },
      { what: "rejected", draft: template(), context: templates(aTemplate({ status: "REJECTED" })), severity: "stop" },
      { what: "disabled", draft: template(), context: templates(aTemplate({ status: "DISABLED" })), severity: "stop" },
      { what: "pending", draft: template(), context: templates(aTemplate({ status: "PENDING" })), severity: "stop" },
      { what: "a variable is missing", draft: template({ variables: { 1: "Ada" } }), severity: "stop" },
      { what: "a variable is blank", draft: template({ variables: { 1: "Ada", 2: "  " } }), severity: "stop" },
      { what: "a variable of the header is missing", draft: template(), context: templates(aTemplate({ header: "For {{name}}" })), severity: "stop" },
      { what: "quality yellow", draft: template(), context: templates(aTemplate({ quality: "YELLOW" })), severity: "advise" },
      { what: "quality red", draft: template(), context: templates(aTemplate({ quality: "RED" })), severity: "advise" },
    ],
    [
      { what: "approved and filled", draft: template() },
      { what: "quality unknown", draft: template(), context: templates(aTemplate({ quality: "UNKNOWN" })) },
      { what: "no variables at all", draft: template({ variables: {} }), context: templates(aTemplate({ body: "We are open." })) },
      { what: "a value that is not used", draft: template({ variables: { 1: "Ada", 2: "8841", 3: "more" } }) },
      {
        what: "named variables",
        draft: template({ variables: { name: "Ada" } }),
        context: templates(aTemplate({ body: "Hello {{ name }}, your parcel leaves today." })),
      },
      {
        what: "the same variable twice",
        draft: template({ variables: { 1: "Ada" } }),
        context: templates(aTemplate({ body: "Your order {{1}} is ready: say {{1}} at the door." })),
      },
      { what: "templates unknown here", draft: template({ name: "gone" }), context: { templates: undefined } },
      { what: "single braces are text", draft: template({ variables: {} }), context: templates(aTemplate({ body: "Use {this} label for your parcel." })) },
      { what: "paused in another language", draft: template(), context: templates(aTemplate(), aTemplate({ id: "t2", language: "it", status: "PAUSED" })) },
      { what: "free text", draft: text() },
      { what: "free text that looks like a template", draft: text({ text: "Hello {{1}}" }) },
    ],
  ),
);

const seen = (seenInboundAt: Instant | undefined) => text({ seenInboundAt });

describe(
  "[G-STALE]",
  casesOf(
    "G-STALE",
    [
      { what: "the conversation says so", draft: seen(ago(hours(2))), severity: "confirm" },
      { what: "by a millisecond", draft: seen(toInstant(ago(hours(1)) - 1)) },
      { what: "a message says so before the conversation does", draft: seen(ago(hours(1))), context: { messages: [inbound(ago(minutes(1)))] } },
      {
        what: "an image",
        draft: seen(ago(hours(1))),
        context: { messages: [inbound(ago(minutes(1)), { content: { type: "image", mediaId: "x", mime: "image/png" } })] },
      },
      {
        what: "an unsupported message",
        draft: seen(ago(hours(1))),
        context: { messages: [inbound(ago(minutes(1)), { content: { type: "unsupported", originalType: "poll" } })] },
      },
      { what: "several", draft: seen(ago(hours(1))), context: { messages: [inbound(ago(minutes(3))), inbound(ago(minutes(2)))] } },
      { what: "a colleague wrote after them", draft: seen(ago(hours(2))), context: { messages: [aMessage({ author: { kind: "human", id: bruno } })] } },
      { what: "the draft is of yesterday", draft: seen(ago(hours(26))) },
      { what: "in a resolved conversation", draft: seen(ago(hours(2))), context: { conversation: aConversation({ state: "resolved" }) } },
      { what: "messages unknown here", draft: seen(ago(hours(2))), context: { messages: undefined } },
    ],
    [
      { what: "seen up to the newest", draft: seen(ago(hours(1))) },
      { what: "not known what was seen", draft: seen(undefined) },
      { what: "seen something newer than the row says", draft: seen(ago(minutes(1))) },
      {
        what: "only a reaction since",
        draft: seen(ago(hours(1))),
        context: { messages: [inbound(ago(minutes(1)), { content: { type: "reaction", target: "w" as never, emoji: "x" } })] },
      },
      { what: "only our own since", draft: seen(ago(hours(1))), context: { messages: [aMessage()] } },
      { what: "an older inbound comes late", draft: seen(ago(hours(1))), context: { messages: [inbound(ago(hours(3)))] } },
      { what: "the very message that was seen", draft: seen(ago(hours(1))), context: { messages: [inbound(ago(hours(1)))] } },
      { what: "a template", draft: template() },
      { what: "the customer never wrote", draft: seen(ago(hours(1))), context: { conversation: aConversation({ lastInboundAt: undefined }) } },
      { what: "messages unknown, nothing newer", draft: seen(ago(hours(1))), context: { messages: undefined } },
    ],
  ),
);

const same = text({ text: "Your parcel leaves today." });
const sent = (with_: Partial<Message>) => ({ messages: [aMessage(with_)] });

describe(
  "[G-DUPLICATE]",
  casesOf(
    "G-DUPLICATE",
    [
      { what: "the very same", draft: same, context: sent({}), severity: "confirm" },
      { what: "still queued", draft: same, context: sent({ state: "queued" }) },
      { what: "delivered", draft: same, context: sent({ state: "delivered" }) },
      { what: "read", draft: same, context: sent({ state: "read" }) },
      { what: "outcome unknown", draft: same, context: sent({ state: "unknown" }) },
      { what: "other case", draft: text({ text: "YOUR parcel leaves today." }), context: sent({}) },
      { what: "other white space", draft: text({ text: "  Your  parcel\nleaves today. " }), context: sent({}) },
      { what: "by a colleague", draft: same, context: sent({ author: { kind: "human", id: bruno } }) },
      { what: "by the bot", draft: same, context: sent({ author: { kind: "bot" } }) },
      { what: "a moment before ten minutes", draft: same, context: sent({ at: toInstant(ago(minutes(10)) + 1) }) },
      {
        what: "with another between",
        draft: same,
        context: { messages: [aMessage(), aMessage({ id: toMessageId("o2"), content: { type: "text", body: "And more." } })] },
      },
    ],
    [
      { what: "another text", context: sent({}) },
      { what: "ten minutes ago", draft: same, context: sent({ at: ago(minutes(10)) }) },
      { what: "failed", draft: same, context: sent({ state: "failed" }) },
      { what: "held", draft: same, context: sent({ state: "held" }) },
      { what: "taken back", draft: same, context: sent({ state: "cancelled" }) },
      { what: "said by the customer", draft: same, context: { messages: [inbound(ago(minutes(1)))] } },
      { what: "itself, already queued", draft: text({ text: "Your parcel leaves today.", id: "o1" }), context: sent({ state: "queued" }) },
      { what: "one word more", draft: text({ text: "Your parcel leaves today. Sorry." }), context: sent({}) },
      { what: "another stop at the end", draft: text({ text: "Your parcel leaves today!" }), context: sent({}) },
      { what: "a template", draft: template(), context: sent({}) },
      { what: "messages unknown here", draft: same, context: { messages: undefined } },
    ],
  ),
);

const owned = (assigneeId: typeof anna | undefined, with_: Partial<Conversation> = {}) => ({ conversation: aConversation({ assigneeId, ...with_ }) });

describe(
  "[G-COLLISION]",
  casesOf(
    "G-COLLISION",
    [
      { what: "a colleague has it", context: owned(bruno), severity: "confirm" },
      { what: "a template too", draft: template(), context: owned(bruno) },
      { what: "waiting on the customer", context: owned(bruno, { state: "waiting" }) },
      { what: "snoozed", context: owned(bruno, { state: "snoozed" }) },
      { what: "resolved", context: owned(bruno, { state: "resolved" }) },
      { what: "in my team", context: owned(bruno, { teamId: "sales" as never }) },
      { what: "after a handoff", context: owned(bruno, { handoff: { requestedAt: NOW, reason: "bot", slots: {}, failedAttempts: 1, claimedBy: bruno } }) },
      { what: "on a later epoch", context: owned(bruno, { claimEpoch: 9 }) },
      { what: "messages unknown", context: { ...owned(bruno), messages: undefined } },
      { what: "whoever it is", context: owned(toAgentId("somebody")) },
    ],
    [
      { what: "mine", context: owned(anna) },
      { what: "nobody's", context: owned(undefined) },
      { what: "mine, and a colleague wrote before", context: { ...owned(anna), messages: [aMessage({ author: { kind: "human", id: bruno } })] } },
      { what: "it is not known who writes", context: { ...owned(bruno), me: undefined } },
      { what: "nobody's, handoff open", context: owned(undefined, { handoff: { requestedAt: NOW, reason: "bot", slots: {}, failedAttempts: 1 } }) },
      { what: "nobody's, resolved", context: owned(undefined, { state: "resolved" }) },
      { what: "mine, resolved", context: owned(anna, { state: "resolved" }) },
      { what: "mine, snoozed", context: owned(anna, { state: "snoozed" }) },
      { what: "mine, template", draft: template(), context: owned(anna) },
      { what: "nobody's, template", draft: template(), context: owned(undefined) },
    ],
  ),
);

test("[G-WINDOW] the gravest comes first", () => {
  const context: GuardContext = { conversation: aConversation({ assigneeId: bruno, lastInboundAt: ago(hours(30)) }), me: anna, messages: [] };
  expect(check(text({ seenInboundAt: ago(hours(40)) }), context, DEFAULT_GUARD_POLICY, NOW).map(({ severity }) => severity)).toEqual([
    "stop",
    "confirm",
    "confirm",
  ]);
});

test("[G-WINDOW] a margin of the policy counts", () => {
  const context: GuardContext = { conversation: aConversation({ lastInboundAt: toInstant(ago(hours(24)) + 90_000) }), me: anna };
  expect(check(text(), context, { ...DEFAULT_GUARD_POLICY, windowMargin: seconds(120) }, NOW)).toMatchObject([
    { rule: "G-WINDOW", messageKey: "guard.window.margin" },
  ]);
});

test("[G-COLLISION] a reason lets a question pass, and never a stop", () => {
  const context: GuardContext = { conversation: aConversation({ assigneeId: bruno, lastInboundAt: ago(hours(30)) }), me: anna };
  const findings = check(text(), context, DEFAULT_GUARD_POLICY, NOW);

  expect(blocking(findings).map(({ rule }) => rule)).toEqual(["G-WINDOW", "G-COLLISION"]);
  expect(blocking(findings, { "G-WINDOW": "please", "G-COLLISION": "she asked me to" }).map(({ rule }) => rule)).toEqual(["G-WINDOW"]);
});

test("[G-TEMPLATE] advice keeps nothing back", () => {
  const context: GuardContext = { conversation: aConversation(), me: anna, templates: [aTemplate({ quality: "YELLOW" })] };
  expect(blocking(check(template(), context, DEFAULT_GUARD_POLICY, NOW))).toEqual([]);
});
