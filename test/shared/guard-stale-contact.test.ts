import { describe, expect, test } from "vitest";
import { days, hours, plus, toInstant } from "../../shared/time.ts";
import { aConsent, ago, closed, code, describeCases, findingsOf, inbound, marketing, notified, NOW, open, text, utility, withReach } from "./reach-builders.ts";

const silent = (by: ReturnType<typeof days>, with_ = {}) => ({ conversation: closed(), contact: { lastActivityAt: ago(by) }, ...with_ });
const justTooLong = toInstant(ago(days(180)) - 1);

describe("[G-STALE-CONTACT] [S3-28]", () => {
  describeCases(
    "G-STALE-CONTACT",
    [
      {
        what: "a millisecond longer than allowed",
        draft: utility,
        context: { conversation: closed(), contact: { lastActivityAt: justTooLong } },
        severity: "confirm",
      },
      { what: "a year", draft: utility, context: silent(days(365)) },
      { what: "advertising", draft: marketing, context: silent(days(200)) },
      { what: "a code", draft: code, context: silent(days(200)) },
      { what: "by the conversation alone", draft: utility, context: { conversation: closed({ lastInboundAt: ago(days(200)) }) } },
      { what: "by the thread alone", draft: utility, context: { conversation: closed(), messages: [inbound(ago(days(200)))] } },
      { what: "our own messages are no sign of theirs", draft: utility, context: silent(days(200), { messages: [notified(ago(days(3)))] }) },
      { what: "an old consent", draft: utility, context: silent(days(300), { consents: [aConsent({ at: ago(days(250)) })] }) },
      {
        what: "a fresh consent that nobody could verify",
        draft: utility,
        context: silent(days(300), { consents: [aConsent({ at: ago(days(2)), evidence: undefined })] }),
      },
      {
        what: "a withdrawal is no sign of interest",
        draft: utility,
        context: silent(days(300), { consents: [aConsent({ at: ago(days(2)), state: "withdrawn" })] }),
      },
      { what: "a policy's own time", draft: utility, context: silent(days(31)), policy: withReach({ staleContact: { after: days(30) } }) },
    ],
    [
      { what: "exactly as long as allowed", draft: utility, context: silent(days(180)) },
      { what: "yesterday", draft: utility, context: silent(days(1)) },
      {
        what: "the conversation knows something newer",
        draft: utility,
        context: silent(days(300), { conversation: closed({ lastInboundAt: ago(days(20)) }) }),
      },
      { what: "the thread knows something newer", draft: utility, context: silent(days(300), { messages: [inbound(ago(days(20)))] }) },
      {
        what: "a reaction is a sign",
        draft: utility,
        context: silent(days(300), { messages: [inbound(ago(days(20)), "", { content: { type: "reaction", target: "w" as never, emoji: "👍" } })] }),
      },
      { what: "a fresh consent of their own", draft: utility, context: silent(days(300), { consents: [aConsent({ at: ago(days(20)) })] }) },
      { what: "an answer by template", draft: utility, context: silent(days(300), { conversation: open() }) },
      { what: "free text", draft: text(), context: silent(days(300)) },
      { what: "nothing is known about them", draft: utility, context: { conversation: closed() } },
      { what: "known by name alone", draft: utility, context: { conversation: closed(), contact: { name: "Ada" } } },
      { what: "a wrong clock in the future", draft: utility, context: { conversation: closed(), contact: { lastActivityAt: plus(NOW, hours(1)) } } },
    ],
  );
});

test("[S3-28] says for how long, and asks for consent again", () => {
  expect(findingsOf("G-STALE-CONTACT", utility, silent(days(200)))).toMatchObject([
    { evidence: { days: 200, lastActivityAt: ago(days(200)) }, remedies: [{ command: "ask-consent" }] },
  ]);
});
