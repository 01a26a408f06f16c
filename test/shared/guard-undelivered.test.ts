import { describe, expect, test } from "vitest";
import { days, hours, minutes, plus, toInstant } from "../../shared/time.ts";
import { ago, closed, code, describeCases, findingsOf, inbound, marketing, notified, open, outbound, said, template, text, utility } from "./reach-builders.ts";

const sent = (by: ReturnType<typeof hours>, category = "UTILITY") => notified(ago(by), category, { state: "sent" });
const unseen = (...messages: ReturnType<typeof notified>[]) => ({ conversation: closed(), messages });

describe("[G-UNDELIVERED] [S0-5] [S0-6]", () => {
  describeCases(
    "G-UNDELIVERED",
    [
      {
        what: "a second template while the first is only sent",
        draft: marketing,
        context: unseen(sent(hours(3))),
        severity: "stop",
        key: "guard.undelivered.template",
      },
      { what: "at once, without any grace", draft: marketing, context: unseen(sent(minutes(0))), severity: "stop" },
      { what: "accepted is not delivered", draft: marketing, context: unseen(notified(ago(hours(1)), "UTILITY", { state: "accepted" })), severity: "stop" },
      { what: "the very same template again", draft: utility, context: unseen(sent(hours(3))), severity: "stop", key: "guard.undelivered.resend" },
      {
        what: "a moment before the platform gives up",
        draft: utility,
        context: unseen(notified(toInstant(ago(days(30)) + 1), "UTILITY", { state: "sent" })),
        severity: "stop",
      },
      { what: "as the platform gives up", draft: utility, context: unseen(sent(days(30))), severity: "confirm", key: "guard.undelivered.lost" },
      {
        what: "a code that is over is asked about after ten minutes",
        draft: code,
        context: unseen(notified(ago(minutes(10)), "AUTHENTICATION", { state: "sent" })),
        severity: "confirm",
      },
      {
        what: "a code that is still on its way",
        draft: marketing,
        context: unseen(notified(ago(minutes(9)), "AUTHENTICATION", { state: "sent" })),
        severity: "stop",
      },
      {
        what: "free text after two minutes",
        draft: text(),
        context: { messages: [inbound(ago(hours(2))), said(ago(minutes(2)), "Hi.", { state: "sent" })] },
        severity: "confirm",
        key: "guard.undelivered.text",
      },
      {
        what: "one of several has not arrived since they were last there",
        draft: text(),
        context: { messages: [inbound(ago(hours(2))), said(ago(hours(1)), "Hi.", { state: "sent" }), said(ago(minutes(1)), "There.", { state: "accepted" })] },
      },
      {
        what: "an answer by the same template inside the window",
        draft: utility,
        context: { conversation: open(), messages: [inbound(ago(hours(2))), sent(hours(1))] },
        severity: "stop",
      },
      {
        what: "an earlier one arrived, the later one did not",
        draft: marketing,
        context: unseen(notified(ago(hours(5)), "UTILITY"), sent(hours(2))),
        severity: "stop",
      },
    ],
    [
      { what: "it was delivered", draft: utility, context: unseen(notified(ago(hours(3)))) },
      { what: "read without a word of delivery", draft: utility, context: unseen(notified(ago(hours(3)), "UTILITY", { state: "read" })) },
      { what: "a voice note that was played", draft: utility, context: unseen(outbound(ago(hours(3)), { state: "played" })) },
      { what: "it failed", draft: utility, context: unseen(notified(ago(hours(3)), "UTILITY", { state: "failed" })) },
      { what: "still queued here", draft: marketing, context: unseen(notified(ago(hours(3)), "UTILITY", { state: "queued" })) },
      { what: "nobody knows what became of it", draft: marketing, context: unseen(notified(ago(hours(3)), "UTILITY", { state: "unknown" })) },
      { what: "they wrote since", draft: marketing, context: unseen(sent(hours(3)), inbound(ago(hours(1)))) },
      { what: "a later message arrived, so the phone is awake", draft: marketing, context: unseen(sent(hours(3)), notified(ago(hours(1)))) },
      {
        what: "free text a moment before two minutes",
        draft: text(),
        context: { messages: [inbound(ago(hours(2))), said(toInstant(ago(minutes(2)) + 1), "Hi.", { state: "sent" })] },
      },
      {
        what: "another template as an answer in the open window",
        draft: template("code"),
        context: { conversation: open(), messages: [inbound(ago(hours(2))), said(ago(minutes(1)), "Hi.", { state: "sent" })] },
      },
      { what: "nothing was sent", draft: marketing, context: unseen() },
      { what: "messages unknown here", draft: marketing, context: { conversation: closed() } },
    ],
  );
});

test("[S0-5] [S0-6] says how long it has been on its way, and until when the platform tries", () => {
  const message = sent(hours(3));
  expect(findingsOf("G-UNDELIVERED", utility, unseen(message))).toMatchObject([
    {
      evidence: { messageId: message.id, undeliveredMs: hours(3), sentAt: message.at, triedUntilAt: plus(message.at, days(30)) },
      remedies: [
        { command: "hold-until-delivered", messageId: message.id },
        { command: "replace", messageId: message.id },
      ],
    },
  ]);
});

test("[S0-5] what was held goes on when the report of delivery comes", () => {
  const message = sent(hours(3));
  expect(findingsOf("G-UNDELIVERED", marketing, unseen(message))).toHaveLength(1);
  expect(findingsOf("G-UNDELIVERED", marketing, unseen({ ...message, state: "delivered" }))).toEqual([]);
});
