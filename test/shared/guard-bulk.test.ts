import { describe, expect, test } from "vitest";
import type { RecentSend } from "../../shared/guard/reach-context.ts";
import { fingerprint, likeness } from "../../shared/guard/similar-text.ts";
import { toContactId, toNumberId, toTeamId } from "../../shared/ids.ts";
import { hours, minutes, toInstant } from "../../shared/time.ts";
import { ago, anna, bruno, closed, describeCases, findingsOf, marketing, NOW, open, text, withReach } from "./reach-builders.ts";

const WORDS = "Our new spring collection is in the shop from Monday on, come by and have a look.";
const paste = text(WORDS);

const send = (person: number, with_: Partial<RecentSend> = {}): RecentSend => ({
  at: ago(minutes(30)),
  contactId: toContactId(`other-${person}`),
  text: WORDS,
  agentId: anna,
  numberId: toNumberId("n1"),
  cannedReply: false,
  ...with_,
});
const to = (people: number, with_: Partial<RecentSend> = {}) => Array.from({ length: people }, (_, person) => send(person, with_));
const recent = (...recentSends: RecentSend[]) => ({ recentSends });
const team = toTeamId("sales");

describe("[G-BULK] [S0-12] [S0-14]", () => {
  describeCases(
    "G-BULK",
    [
      { what: "the eleventh person", draft: paste, context: recent(...to(10)), severity: "stop", key: "guard.bulk.agent" },
      { what: "many more", draft: paste, context: recent(...to(40)) },
      { what: "a moment before the hour of the first is over", draft: paste, context: recent(...to(9), send(9, { at: toInstant(ago(hours(1)) + 1) })) },
      { what: "other case, other signs, other space", draft: text(WORDS.toUpperCase().replaceAll(" ", "  ").replace(".", "!!")), context: recent(...to(10)) },
      {
        what: "another name in front",
        draft: text(`Dear Ada, ${WORDS}`),
        context: {
          ...recent(...to(10).map((one, index) => ({ ...one, contactName: `Person${index}`, text: `Dear Person${index}, ${WORDS}` }))),
          contact: { name: "Ada" },
        },
      },
      {
        what: "other figures in it",
        draft: text("Your special price for the whole set is 120 euro until Friday."),
        context: recent(...to(10).map((one, index) => ({ ...one, text: `Your special price for the whole set is ${90 + index} euro until Friday.` }))),
      },
      { what: "a word changed here and there", draft: text(WORDS.replace("Monday", "Tuesday")), context: recent(...to(10)) },
      { what: "one word more at the end", draft: text(`${WORDS} Thanks`), context: recent(...to(10)) },
      {
        what: "a team in parts",
        draft: paste,
        context: { ...recent(...to(25, { agentId: bruno, teamId: team })), conversation: open({ teamId: team }) },
        key: "guard.bulk.team",
      },
      { what: "a number in parts", draft: paste, context: recent(...to(50, { agentId: bruno })), key: "guard.bulk.number" },
      { what: "typed by hand into open windows is a broadcast too", draft: paste, context: { ...recent(...to(10)), conversation: open() } },
      {
        what: "a canned reply outside the window is no answer",
        draft: text(WORDS, { cannedReply: true }),
        context: { ...recent(...to(10)), conversation: closed() },
      },
      {
        what: "one template to one after the other",
        draft: marketing,
        context: { ...recent(...to(10, { text: "Spring sale", template: { name: "sale", language: "en" } })), conversation: closed() },
      },
      { what: "a policy's own number", draft: paste, context: recent(...to(3)), policy: withReach({ bulk: { people: { agent: 3, team: 9, number: 9 } } }) },
    ],
    [
      { what: "the tenth person", draft: paste, context: recent(...to(9)) },
      { what: "the hour of the first is just over", draft: paste, context: recent(...to(9), send(9, { at: ago(hours(1)) })) },
      { what: "ten times to one person", draft: paste, context: recent(...Array.from({ length: 10 }, () => send(1))) },
      { what: "this very person is not one more", draft: paste, context: recent(...to(9), send(9, { contactId: toContactId("p1") })) },
      { what: "a canned reply in an open window", draft: text(WORDS, { cannedReply: true }), context: recent(...to(10)) },
      { what: "theirs were canned replies in open windows", draft: paste, context: recent(...to(10, { cannedReply: true })) },
      {
        what: "other texts",
        draft: paste,
        context: recent(...to(10, { text: "The parcel with your lamp arrived at the station in Turin and waits there for you." })),
      },
      { what: "a short courtesy", draft: text("Thank you and have a nice day!"), context: recent(...to(40, { text: "Thank you and have a nice day!" })) },
      { what: "another agent's ten", draft: paste, context: recent(...to(10, { agentId: bruno, numberId: toNumberId("n2") })) },
      { what: "a bot answers by its rules", draft: paste, context: { ...recent(...to(10)), author: { kind: "bot" } } },
      { what: "a lead let it go to people who agreed", draft: paste, context: { ...recent(...to(10)), segmentApprovedBy: bruno } },
      { what: "what is still to come", draft: paste, context: recent(...to(10, { at: toInstant(NOW + 1) })) },
      { what: "what others got is unknown here", draft: paste, context: {} },
    ],
  );
});

test("[S0-12] at n it still goes, at n + 1 it does not, and a lead is asked", () => {
  expect(findingsOf("G-BULK", paste, recent(...to(9)))).toEqual([]);
  expect(findingsOf("G-BULK", paste, recent(...to(10)))).toMatchObject([
    { evidence: { people: 10, most: 10, periodMs: hours(1), scope: "agent" }, remedies: [{ command: "ask-lead", about: "segment" }] },
  ]);
});

test("[S0-14] answers to different questions are not alike, however many", () => {
  const answers = [
    "Your refund was sent to your bank this morning and needs three working days.",
    "The size runs small, so I would take one number more than usual for this shoe.",
    "The shop in Milan is open on Saturday from ten in the morning until seven.",
    "I changed the address of your order, so it goes to your office in Turin now.",
    "The lamp needs a bulb with a small socket, which comes with it in the box.",
  ];
  for (const a of answers) for (const b of answers) if (a !== b) expect(likeness(fingerprint(a), fingerprint(b))).toBeLessThan(0.3);
});

test("[G-BULK] anything at all is read in time", () => {
  const odd = ["👍".repeat(10_000), "\u202eabc ".repeat(1_000), "a".repeat(4_096), "а".repeat(4_096), " ".repeat(4_096)];
  for (const words of odd) expect(findingsOf("G-BULK", text(words), recent(...to(200, { text: words }))).length).toBeLessThanOrEqual(1);
});
