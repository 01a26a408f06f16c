import { describe, expect, test } from "vitest";
import { withdrawalEntry, type Withdrawal } from "../../shared/consent/withdrawals.ts";
import type { GuardContext } from "../../shared/guard/context.ts";
import { hours, minutes, toInstant } from "../../shared/time.ts";
import { aConsent, ago, closed, code, describeCases, findingsOf, inbound, marketing, open, outbound, text, utility, withReach } from "./reach-builders.ts";

const no = (category: string, with_: Parameters<typeof aConsent>[0] = {}) =>
  aConsent({ category, state: "withdrawn", at: ago(hours(2)), source: "keyword", evidence: "m9", by: "customer", ...with_ });
const after = (...consents: ReturnType<typeof aConsent>[]): Partial<GuardContext> => ({ conversation: closed(), consents });
const stopped = (with_: Partial<GuardContext> = {}): Partial<GuardContext> => ({
  conversation: open({ lastInboundAt: ago(hours(2)) }),
  consents: [no("everything")],
  messages: [inbound(ago(hours(2)), "STOP")],
  ...with_,
});
const confirmation = text("We have heard you and write no more.", { confirmsOptOut: true });

describe("[G-OPTED-OUT] [S2-11] [S2-12]", () => {
  describeCases(
    "G-OPTED-OUT",
    [
      { what: "marketing after a no to marketing", draft: marketing, context: after(no("marketing")), severity: "stop", key: "guard.optedOut.category" },
      { what: "marketing inside an open window too", draft: marketing, context: { conversation: open(), consents: [no("marketing")] } },
      { what: "a no that is newer than the yes", draft: marketing, context: after(aConsent(), no("marketing")) },
      { what: "a yes of the same instant does not beat the no", draft: marketing, context: after(aConsent({ at: ago(hours(2)) }), no("marketing")) },
      {
        what: "a later yes that an agent only says",
        draft: marketing,
        context: after(no("marketing"), aConsent({ at: ago(hours(1)), evidence: undefined, by: "anna" })),
      },
      { what: "utility after a no to orders", draft: utility, context: after(no("order-updates")) },
      { what: "marketing after a no to everything", draft: marketing, context: after(no("everything")), key: "guard.optedOut.everything" },
      { what: "a code after a no to everything", draft: code, context: after(no("everything")) },
      { what: "free text right after STOP", context: stopped() },
      { what: "free text, and what they wrote is the no itself", context: stopped({ messages: undefined }) },
      {
        what: "a yes to orders from before does not outlive a no to everything",
        draft: utility,
        context: after(aConsent({ category: "order-updates" }), no("everything")),
      },
      {
        what: "a reaction after STOP is no message",
        context: stopped({
          messages: [inbound(ago(hours(2)), "STOP"), inbound(ago(hours(1)), "", { content: { type: "reaction", target: "w" as never, emoji: "👍" } })],
        }),
      },
      { what: "a second confirmation", draft: confirmation, context: stopped({ messages: [inbound(ago(hours(2)), "STOP"), outbound(ago(minutes(119)))] }) },
      { what: "a confirmation, and what was sent is unknown", draft: confirmation, context: stopped({ messages: undefined }) },
      { what: "the platform's stop of marketing", draft: marketing, context: after(no("marketing_messages", { source: "platform-preference" })) },
    ],
    [
      { what: "utility after a no to marketing", draft: utility, context: after(no("marketing"), aConsent({ category: "orders" })) },
      { what: "free text after a no to marketing", context: { consents: [no("marketing")] } },
      {
        what: "an answer to what they wrote after the no",
        context: stopped({
          conversation: open({ lastInboundAt: ago(hours(1)) }),
          messages: [inbound(ago(hours(2)), "STOP"), inbound(ago(hours(1)), "Where is my order?")],
        }),
      },
      { what: "a message a millisecond after the no", context: stopped({ conversation: open({ lastInboundAt: toInstant(ago(hours(2)) + 1) }) }) },
      { what: "one confirmation", draft: confirmation, context: stopped() },
      {
        what: "what was sent before the no is no confirmation",
        draft: confirmation,
        context: stopped({ messages: [outbound(ago(hours(3))), inbound(ago(hours(2)), "STOP")] }),
      },
      {
        what: "they came back by a word of their own",
        context: stopped({
          consents: [no("everything"), aConsent({ category: "everything", source: "keyword", evidence: "m10", at: ago(hours(1)), by: "customer" })],
        }),
      },
      { what: "a new opt-in to marketing after the no", draft: marketing, context: after(no("marketing"), aConsent({ at: ago(hours(1)) })) },
      {
        what: "a new opt-in to orders after a no to everything",
        draft: utility,
        context: after(no("everything"), aConsent({ category: "orders", at: ago(hours(1)) })),
      },
      {
        what: "a utility template as an answer to what they wrote after",
        draft: utility,
        context: stopped({ conversation: open({ lastInboundAt: ago(hours(1)) }) }),
      },
      {
        what: "no to appointments, and the template is about orders",
        draft: utility,
        context: after(no("appointments"), aConsent({ category: "orders" })),
        policy: withReach({ consent: { categoryOfTemplate: { parcel: "orders" } } }),
      },
      { what: "what was recorded is unknown here", draft: marketing, context: { conversation: closed() } },
      { what: "nothing was ever recorded", draft: marketing, context: after() },
    ],
  );
});

test("[S2-12] the four ways to say no are one no", () => {
  const ways: readonly Withdrawal[] = [
    { kind: "said", how: "keyword", messageId: "m1", scope: "marketing" },
    { kind: "said", how: "button", messageId: "m1", scope: "marketing" },
    { kind: "noted", how: "phone", by: "anna", category: "marketing" },
    { kind: "noted", how: "e-mail", by: "anna", category: "offers", reference: "mail 12" },
    { kind: "noted", how: "in-person", by: "anna", category: "marketing" },
    { kind: "preference", category: "marketing_messages" },
    { kind: "send-error", messageId: "m1" },
  ];
  for (const way of ways) {
    const consents = [aConsent(), withdrawalEntry(way, ago(hours(1)))];
    expect(findingsOf("G-OPTED-OUT", marketing, { conversation: closed(), consents }), way.kind).toMatchObject([
      { severity: "stop", messageKey: "guard.optedOut.category", evidence: { withdrawnAt: ago(hours(1)) }, remedies: [] },
    ]);
  }
});
