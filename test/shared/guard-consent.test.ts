import { describe, expect, test } from "vitest";
import type { GuardContext } from "../../shared/guard/context.ts";
import { days, hours, minutes } from "../../shared/time.ts";
import { aConsent, ago, closed, code, describeCases, findingsOf, marketing, NOW, open, text, utility, withReach } from "./reach-builders.ts";

const asked = (...consents: ReturnType<typeof aConsent>[]): Partial<GuardContext> => ({ conversation: closed(), consents });
const orders = aConsent({ category: "order-updates" });

describe("[G-CONSENT] [S0-7] [S1-1] [S2-1] [S2-9]", () => {
  describeCases(
    "G-CONSENT",
    [
      { what: "marketing, nothing was ever recorded", draft: marketing, context: asked(), severity: "stop", key: "guard.consent.none" },
      { what: "utility outside the window, nothing recorded", draft: utility, context: asked(), severity: "stop" },
      { what: "a code outside the window, nothing recorded", draft: code, context: asked(), severity: "stop" },
      { what: "marketing with a yes to orders alone", draft: marketing, context: asked(orders), severity: "stop" },
      { what: "marketing with a yes to recommendations alone", draft: marketing, context: asked(aConsent({ category: "recommendations" })) },
      { what: "marketing inside the open window", draft: marketing, context: { conversation: open(), consents: [] } },
      { what: "utility with a yes to marketing alone", draft: utility, context: asked(aConsent()) },
      { what: "utility at the instant the window closes", draft: utility, context: { conversation: open({ lastInboundAt: ago(hours(24)) }), consents: [] } },
      {
        what: "utility where only a reaction may keep it open",
        draft: utility,
        context: { conversation: closed({ possibleInboundAt: ago(hours(1)) }), consents: [] },
      },
      {
        what: "a yes that nobody could verify",
        draft: marketing,
        context: asked(aConsent({ evidence: undefined })),
        severity: "stop",
        key: "guard.consent.unproved",
      },
      { what: "a proof of blanks", draft: marketing, context: asked(aConsent({ evidence: "  " })), key: "guard.consent.unproved" },
      { what: "unknown is not a yes", draft: marketing, context: asked(aConsent({ state: "unknown" })), key: "guard.consent.none" },
      {
        what: "yes to orders, no to appointments, and nobody said which this is",
        draft: utility,
        context: asked(orders, aConsent({ category: "appointments", state: "withdrawn" })),
        severity: "confirm",
        key: "guard.consent.unclear",
      },
      {
        what: "a template tied to a category that was not granted",
        draft: utility,
        context: asked(orders),
        policy: withReach({ consent: { categoryOfTemplate: { parcel: "appointments" } } }),
        severity: "stop",
      },
      {
        what: "a word to come back is no yes to advertising",
        draft: marketing,
        context: asked(aConsent({ category: "everything", source: "keyword", evidence: "m1" })),
      },
    ],
    [
      { what: "marketing with a proved yes", draft: marketing, context: asked(aConsent()) },
      { what: "the same under another word", draft: marketing, context: asked(aConsent({ category: "Promotions" })) },
      { what: "utility with a yes to orders", draft: utility, context: asked(orders) },
      { what: "utility with a yes to service", draft: utility, context: asked(aConsent({ category: "UTILITY" })) },
      { what: "a code with a yes to codes", draft: code, context: asked(aConsent({ category: "authentication" })) },
      { what: "a yes to everything by a form", draft: marketing, context: asked(aConsent({ category: "everything" })) },
      {
        what: "the platform's own switch needs no other proof",
        draft: marketing,
        context: asked(aConsent({ source: "platform-preference", evidence: undefined })),
      },
      { what: "utility inside an open window is an answer", draft: utility, context: { conversation: open(), consents: [] } },
      { what: "a minute before the window closes", draft: utility, context: { conversation: open({ lastInboundAt: ago(minutes(1_439)) }), consents: [] } },
      { what: "free text", draft: text(), context: asked() },
      { what: "what was recorded is unknown here", draft: marketing, context: { conversation: closed() } },
      { what: "the template is unknown here", draft: marketing, context: { ...asked(), templates: undefined } },
      { what: "a no is another rule's", draft: marketing, context: asked(aConsent({ state: "withdrawn" })) },
      {
        what: "a template tied to a category that was granted, beside a no to another",
        draft: utility,
        context: asked(orders, aConsent({ category: "appointments", state: "withdrawn" })),
        policy: withReach({ consent: { categoryOfTemplate: { parcel: "orders" } } }),
      },
    ],
  );
});

test("[G-CONSENT] asks for consent, or records it with its proof", () => {
  const [finding] = findingsOf("G-CONSENT", marketing, asked());
  expect(finding?.remedies.map(({ command }) => command)).toEqual(["ask-consent", "record-consent"]);
  expect(finding?.evidence).toMatchObject({ category: "MARKETING", asked: "marketing", template: "sale" });
});

test("[S0-7] [S2-11] what was scheduled is asked again when it is due", () => {
  const scheduled = { conversation: closed(), consents: [aConsent()] };
  expect(findingsOf("G-CONSENT", marketing, scheduled)).toEqual([]);

  const due = { conversation: closed(), consents: [aConsent(), aConsent({ state: "withdrawn", at: ago(days(1)), source: "keyword", by: "customer" })] };
  expect(findingsOf("G-OPTED-OUT", marketing, due, undefined, NOW)).toHaveLength(1);
});
