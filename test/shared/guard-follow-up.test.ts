import { describe, expect, test } from "vitest";
import { toMessageId } from "../../shared/ids.ts";
import { days, hours, minutes, plus, seconds, toInstant } from "../../shared/time.ts";
import {
  ago,
  anna,
  bruno,
  closed,
  describeCases,
  findingsOf,
  inbound,
  notified,
  NOW,
  open,
  outbound,
  said,
  text,
  utility,
  withReach,
} from "./reach-builders.ts";

const asked = inbound(ago(hours(20)), "Where is my order 8841?");
const first = said(ago(hours(10)), "It leaves the house today.");
const second = said(ago(hours(5)), "It will be there tomorrow.");
const third = said(ago(hours(2)), "Do you like it?");
const nag = text("Have you seen my message?");
const bot = { kind: "bot" } as const;

describe("[G-FOLLOW-UP]", () => {
  describeCases(
    "G-FOLLOW-UP",
    [
      { what: "the second in a row", draft: nag, context: { messages: [asked, first] }, severity: "advise", key: "guard.followUp" },
      { what: "the third", draft: nag, context: { messages: [asked, first, second] }, severity: "confirm" },
      { what: "the fourth", draft: nag, context: { messages: [asked, first, second, third] }, severity: "stop" },
      { what: "the fifth", draft: nag, context: { messages: [asked, first, second, third, said(ago(hours(1)), "?")] }, severity: "stop" },
      {
        what: "the second, a moment before the pause is over",
        draft: nag,
        context: { messages: [asked, said(toInstant(ago(minutes(30)) + 1), "Hi.")] },
        severity: "confirm",
        key: "guard.followUp.early",
      },
      { what: "the second, as the pause ends", draft: nag, context: { messages: [asked, said(ago(minutes(30)), "Hi.")] }, severity: "advise" },
      { what: "the third too soon", draft: nag, context: { messages: [asked, first, said(ago(minutes(5)), "Hello?")] }, severity: "stop" },
      { what: "the first bubble is a minute old: a message of its own", draft: nag, context: { messages: [asked, said(ago(seconds(60)), "Hi.")] } },
      {
        what: "a second template to somebody who never wrote",
        draft: utility,
        context: { conversation: closed(), messages: [notified(ago(days(3)))] },
        severity: "advise",
      },
      {
        what: "a fourth template",
        draft: utility,
        context: { conversation: closed(), messages: [notified(ago(days(9))), notified(ago(days(6))), notified(ago(days(3)))] },
        severity: "stop",
      },
      {
        what: "two colleagues one after the other",
        draft: nag,
        context: { messages: [asked, first, said(ago(hours(1)), "Hello?", { author: { kind: "human", id: bruno } })] },
        severity: "confirm",
      },
      { what: "what is still queued counts", draft: nag, context: { messages: [asked, outbound(ago(hours(3)), { state: "queued" })] }, severity: "advise" },
      {
        what: "a bot that writes once more",
        draft: nag,
        context: { messages: [asked, said(ago(hours(3)), "Anything else?", { author: bot })], author: bot },
        severity: "advise",
      },
      { what: "asking again for what they asked is no answer", draft: text("Which order do you mean?"), context: { messages: [asked, first] } },
      {
        what: "a word of theirs that we have said already",
        draft: text("Your order is on its way, really."),
        context: { messages: [asked, said(ago(hours(3)), "Your order 8841 is on its way.")] },
      },
    ],
    [
      { what: "the first answer", draft: nag, context: { messages: [asked] } },
      { what: "an empty thread", draft: nag, context: { messages: [] } },
      { what: "they answered in between", draft: nag, context: { messages: [asked, first, second, inbound(ago(hours(1)), "Thank you")] } },
      {
        what: "a reaction of theirs is an answer",
        draft: nag,
        context: { messages: [asked, first, inbound(ago(hours(1)), "", { content: { type: "reaction", target: "w" as never, emoji: "👍" } })] },
      },
      { what: "the next bubble of one breath", draft: nag, context: { messages: [asked, said(ago(seconds(20)), "Hi.")] } },
      { what: "the last instant of that breath", draft: nag, context: { messages: [asked, said(toInstant(ago(seconds(60)) + 1), "Hi.")] } },
      {
        what: "the first person who answers after a bot",
        draft: nag,
        context: { messages: [asked, said(ago(hours(19)), "I am a bot.", { author: bot }), said(ago(hours(18)), "A colleague comes.", { author: bot })] },
      },
      {
        what: "a template by the first person after a bot",
        draft: utility,
        context: { conversation: closed(), messages: [asked, said(ago(hours(19)), "I am a bot.", { author: bot })] },
      },
      { what: "what failed never came", draft: nag, context: { messages: [asked, outbound(ago(hours(3)), { state: "failed" })] } },
      {
        what: "what was held or taken back never came",
        draft: nag,
        context: { messages: [asked, outbound(ago(hours(3)), { state: "held" }), outbound(ago(hours(2)), { state: "cancelled" })] },
      },
      {
        what: "what they asked for too, and nobody has said",
        draft: text("And the refund is on its way."),
        context: { messages: [inbound(ago(hours(20)), "Where is my order 8841? And what about the refund?"), first] },
      },
      {
        what: "the answer that was promised",
        draft: text("It arrives on Tuesday."),
        context: { messages: [asked, said(ago(hours(1)), "One moment, I'll check.")] },
      },
      {
        what: "promised in Spanish",
        draft: text("Llega el martes."),
        context: { messages: [asked, said(ago(hours(1)), "Un momento, lo reviso y le aviso.")] },
      },
      {
        what: "promised in Italian",
        draft: text("Arriva martedì."),
        context: { messages: [asked, said(ago(hours(1)), "Controllo subito e le faccio sapere.")] },
      },
      { what: "promised in Portuguese", draft: text("Chega na terça."), context: { messages: [asked, said(ago(hours(1)), "Vou verificar e já retorno.")] } },
      {
        what: "itself, already queued",
        draft: text("It leaves today.", { id: "self" }),
        context: { messages: [asked, outbound(ago(hours(3)), { id: toMessageId("self"), state: "queued" })] },
      },
      {
        what: "what is queued behind it",
        draft: text("It leaves today.", { id: "self" }),
        context: { messages: [asked, outbound(ago(hours(3)), { id: toMessageId("self"), state: "queued" }), outbound(ago(hours(2)), { state: "queued" })] },
      },
      { what: "messages unknown here", draft: nag, context: { messages: undefined } },
    ],
  );
});

test("[G-FOLLOW-UP] shows which messages, and waits exactly until the pause is over", () => {
  const last = said(ago(minutes(10)), "Hello?");
  const [finding] = findingsOf("G-FOLLOW-UP", nag, { messages: [asked, first, last] });
  const until = plus(last.at, minutes(30));

  expect(finding).toMatchObject({ severity: "stop", evidence: { count: 2, place: 3, messageIds: [first.id, last.id], waitUntilAt: until } });
  expect(finding?.remedies).toMatchObject([{ command: "send-at", at: until }, { command: "merge", messageIds: [last.id] }, { command: "resolve" }]);
  expect(findingsOf("G-FOLLOW-UP", nag, { messages: [asked, first, last] }, undefined, toInstant(until - 1))).toMatchObject([{ severity: "stop" }]);
  expect(findingsOf("G-FOLLOW-UP", nag, { messages: [asked, first, last] }, undefined, until)).toMatchObject([{ severity: "confirm" }]);
});

test("[G-FOLLOW-UP] a breath ends a minute after its first bubble, however many follow", () => {
  const bubbles = [50, 40, 30, 20, 10].map((ago_) => said(ago(seconds(ago_ + 30)), "Hi."));
  expect(findingsOf("G-FOLLOW-UP", nag, { messages: [asked, ...bubbles] })).toMatchObject([{ evidence: { count: 1 } }]);
  expect(findingsOf("G-FOLLOW-UP", nag, { messages: [asked, ...bubbles] }, undefined, ago(seconds(21)))).toEqual([]);
});

test.each([
  "Just following up on your order 8841.",
  "Le escribo para dar seguimiento a su pedido 8841.",
  "Passando para lembrar do pedido 8841, aguardo seu retorno.",
  "Le riscrivo per l'ordine 8841, resto in attesa.",
])("[G-FOLLOW-UP] knocking again is a follow-up, even where it names what they asked about: %s", (words) => {
  const holding = said(ago(hours(3)), "One moment, I'll check.");
  expect(findingsOf("G-FOLLOW-UP", text(words), { messages: [asked, holding] })).toHaveLength(1);
});

test("[G-FOLLOW-UP] what a bot answered before the first person never counts, what it wrote after does", () => {
  const answer = said(ago(hours(19)), "A colleague comes.", { author: bot });
  expect(findingsOf("G-FOLLOW-UP", nag, { messages: [asked, answer, first] })).toMatchObject([{ severity: "advise", evidence: { count: 1 } }]);
  expect(findingsOf("G-FOLLOW-UP", nag, { messages: [asked, first, said(ago(hours(3)), "Are you there?", { author: bot })] })).toMatchObject([
    { severity: "confirm" },
  ]);
  expect(findingsOf("G-FOLLOW-UP", utility, { conversation: closed(), messages: [asked, notified(ago(days(2)))] })).toMatchObject([{ severity: "advise" }]);
});

test("[G-FOLLOW-UP] the pause is the policy's", () => {
  const context = { messages: [asked, said(ago(hours(3)), "Hi.")], author: { kind: "human", id: anna } as const };
  expect(findingsOf("G-FOLLOW-UP", nag, context)).toMatchObject([{ severity: "advise" }]);
  expect(findingsOf("G-FOLLOW-UP", nag, context, withReach({ followUp: { pause: hours(24) } }))).toMatchObject([{ severity: "confirm" }]);
});

test("[G-FOLLOW-UP] reads 4,096 characters of anything without trouble", () => {
  for (const piece of ["?", "a? ", "👍", "\u202e\u200b", "order ", "\n", "..!"]) {
    const long = piece.repeat(4_096);
    expect(
      findingsOf("G-FOLLOW-UP", text(long), { conversation: open(), messages: [inbound(ago(hours(9)), long), said(ago(hours(3)), long)] }, undefined, NOW)
        .length,
    ).toBeLessThanOrEqual(1);
  }
});
