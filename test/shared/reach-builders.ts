import { describe, expect, test } from "vitest";
import type { ConsentEntry } from "../../shared/consent/entry.ts";
import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext, type GuardPolicy } from "../../shared/guard/context.ts";
import type { Finding, Severity } from "../../shared/guard/finding.ts";
import { GUARD_MESSAGE_KEYS } from "../../shared/guard/message-keys.ts";
import type { ReachPolicy } from "../../shared/guard/reach-policy.ts";
import type { RuleId } from "../../shared/guard/rule-ids.ts";
import { toAgentId, toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { minus, toInstant, type Duration, type Instant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

export const at = (iso: string): Instant => toInstant(Date.parse(iso));
/** A Monday at noon in Rome and in the morning in New York. */
export const NOW = at("2026-03-02T11:00:00Z");
export const ago = (by: Duration): Instant => minus(NOW, by);
export const anna = toAgentId("anna");
export const bruno = toAgentId("bruno");

let next = 0;
const aMessage = (with_: Partial<Message>): Message => ({
  id: toMessageId(`m${(next += 1)}`),
  conversationId: toConversationId("c1"),
  direction: "out",
  author: { kind: "human", id: anna },
  content: { type: "text", body: "Your parcel leaves today." },
  at: NOW,
  order: next,
  state: "delivered",
  stateAt: {},
  ...with_,
});
export const inbound = (sentAt: Instant, body = "Where is my order 8841?", with_: Partial<Message> = {}): Message =>
  aMessage({ at: sentAt, direction: "in", author: { kind: "customer" }, state: "received", content: { type: "text", body }, ...with_ });
export const outbound = (sentAt: Instant, with_: Partial<Message> = {}): Message => aMessage({ at: sentAt, ...with_ });
export const said = (sentAt: Instant, body: string, with_: Partial<Message> = {}): Message => outbound(sentAt, { content: { type: "text", body }, ...with_ });
export const notified = (sentAt: Instant, category = "UTILITY", with_: Partial<Message> = {}): Message =>
  outbound(sentAt, {
    author: { kind: "automation" },
    content: { type: "template", name: "parcel", language: "en", category, body: "Your parcel leaves today.", buttons: [], variables: {} },
    ...with_,
  });

const aTemplate = (name: string, category: Template["category"], body = "Your parcel leaves today."): Template => ({
  id: name,
  name,
  language: "en",
  category,
  status: "APPROVED",
  quality: "GREEN",
  body,
  buttons: [],
});
export const TEMPLATES: readonly Template[] = [
  aTemplate("parcel", "UTILITY"),
  aTemplate("sale", "MARKETING", "Spring sale: 20 % off."),
  aTemplate("code", "AUTHENTICATION", "Your code is 1."),
];

export const text = (words = "Here is the news about it.", with_: Partial<Extract<Draft, { kind: "text" }>> = {}): Draft => ({
  kind: "text",
  text: words,
  ...with_,
});
export const template = (name = "parcel"): Draft => ({ kind: "template", name, language: "en", variables: {} });
export const utility = template("parcel");
export const marketing = template("sale");
export const code = template("code");

export const open = (with_: Partial<Conversation> = {}): Conversation =>
  aConversationRow({ state: "open", assigneeId: anna, lastInboundAt: ago(3_600_000 as Duration), ...with_ });
export const closed = (with_: Partial<Conversation> = {}): Conversation => aConversationRow({ state: "open", assigneeId: anna, ...with_ });

export const aConsent = (with_: Partial<ConsentEntry> = {}): ConsentEntry => ({
  category: "marketing",
  state: "granted",
  at: ago((30 * 86_400_000) as Duration),
  source: "website",
  evidence: "https://shop.example/opt-in/8841",
  by: "import",
  ...with_,
});

export const withReach = (reach: { readonly [Section in keyof ReachPolicy]?: Partial<ReachPolicy[Section]> }): GuardPolicy => ({
  ...DEFAULT_GUARD_POLICY,
  reach: Object.fromEntries(
    Object.entries(DEFAULT_GUARD_POLICY.reach).map(([key, value]) => [key, { ...value, ...reach[key as keyof ReachPolicy] }]),
  ) as unknown as ReachPolicy,
});

/** What one rule says about a draft. */
export const findingsOf = (rule: RuleId, draft: Draft, context: Partial<GuardContext> = {}, policy = DEFAULT_GUARD_POLICY, now = NOW): readonly Finding[] =>
  check(draft, { conversation: open(), me: anna, templates: TEMPLATES, ...context }, policy, now).filter((finding) => finding.rule === rule);

export interface Case {
  readonly what: string;
  readonly draft?: Draft;
  readonly context?: Partial<GuardContext>;
  readonly policy?: GuardPolicy;
  readonly now?: Instant;
  readonly severity?: Severity;
  readonly key?: string;
}

/** Each fires exactly once, with a sentence that exists; each near miss stays silent. */
export function describeCases(rule: RuleId, fires: readonly Case[], stays: readonly Case[]): void {
  describe("fires", () => {
    test.each(fires)("$what", ({ context, draft = text(), key, now, policy, severity }) => {
      const findings = findingsOf(rule, draft, context, policy, now);
      expect(findings).toHaveLength(1);
      expect(GUARD_MESSAGE_KEYS).toContain(findings[0]?.messageKey);
      expect(severity ?? findings[0]?.severity).toBe(findings[0]?.severity);
      expect(key ?? findings[0]?.messageKey).toBe(findings[0]?.messageKey);
    });
  });
  describe("says nothing", () => {
    test.each(stays)("$what", ({ context, draft = text(), now, policy }) => expect(findingsOf(rule, draft, context, policy, now)).toEqual([]));
  });
  test("has at least ten of each", () => {
    expect(Math.min(fires.length, stays.length)).toBeGreaterThanOrEqual(10);
  });
}
