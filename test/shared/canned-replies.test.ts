import { describe, expect, test } from "vitest";
import { cannedReplyFields } from "../../shared/api/canned-replies.ts";
import { optOutConfirmation } from "../../shared/consent/opt-out-confirmation.ts";
import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import { placeholdersIn } from "../../shared/guard/text/placeholders.ts";
import { toAgentId, toTeamId } from "../../shared/ids.ts";
import { cannedOrigin, isOneOf } from "../../shared/inbox/canned-origin.ts";
import { languageFor, maySeeReply, type CannedReply } from "../../shared/inbox/canned-reply.ts";
import { cannedValues, fillCanned } from "../../shared/inbox/canned-variables.ts";
import { findCannedReplies, type CannedSituation } from "../../shared/inbox/find-canned-replies.ts";
import { toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const ben = toAgentId("ben");
const aReply = (some: Partial<CannedReply> = {}): CannedReply => ({
  id: "r1",
  shortcut: "shipped",
  title: "On its way",
  texts: { en: "Hi {{name}}, your order {{order}} left our warehouse this morning. {{agent}}" },
  tags: [],
  labels: [],
  updatedAt: toInstant(0),
  updatedBy: ben,
  usage: { count: 0 },
  ...some,
});
const spring = aReply({
  id: "spring",
  shortcut: "spring",
  title: "Spring",
  tags: ["promo"],
  texts: { en: "Hi {{name}}, until Sunday all boots are ten percent off in our shop." },
});
const values = cannedValues({
  contact: { name: "Giulia Ferri" },
  agent: { name: "Marco Bianchi" },
  number: { displayName: "Shop EU" },
  conversation: { topic: "Refund" },
});

describe("variables", () => {
  test("[G-NAME] the person and the agent are called by their first names, and what is not known stays a gap", () => {
    expect(fillCanned("{{name}} / {{ full_name }} / {{agent}} / {{business}} / {{topic}} / {{order}}", values)).toBe(
      "Giulia / Giulia Ferri / Marco / Shop EU / Refund / {{order}}",
    );
  });

  test("what the bot asked fills gaps too, where it is a value and no story; by hand it may be another one", () => {
    const slots = { order: "8841", story: "It began on a Monday, when nobody was in the warehouse and the rain fell" };
    const handoff = { slots } as unknown as NonNullable<ReturnType<typeof aConversationRow>["handoff"]>;
    const asked = cannedValues({ contact: { name: "Giulia" }, agent: undefined, number: undefined, conversation: { topic: undefined, handoff } });
    expect(fillCanned("{{name}}: {{order}}, {{story}}", asked)).toBe("Giulia: 8841, {{story}}");
    const reply = aReply({ texts: { en: "Hi {{name}}, your order {{order}} left our warehouse." } });
    expect(["8841", "8842"].map((order) => isOneOf(reply, `Hi Giulia, your order ${order} left our warehouse.`, asked))).toEqual([true, true]);
  });

  test("[G-ERRORS] a number or a handle is nobody's name: the gap stays, and the guard stops it", () => {
    const unknown = cannedValues({ contact: { name: "+39 333 1234567" }, agent: undefined, number: undefined, conversation: undefined });
    const text = fillCanned("Hi {{name}}!", unknown);
    expect(text).toBe("Hi {{name}}!");
    expect(placeholdersIn(text)).toHaveLength(1);
  });
});

describe("[G-BULK] a text is a canned reply by its words", () => {
  const isIt = (text: string) => isOneOf(aReply(), text, values);

  test("with its gaps filled: known ones as they are known, others with something short", () => {
    expect(isIt("Hi Giulia, your order 8841 left our warehouse this morning. Marco")).toBe(true);
    expect(isIt("  Hi Giulia, your order A-4417/2 left our warehouse this morning. Marco\n")).toBe(true);
    expect(isIt("Hi Giulia, your order {{order}} left our warehouse this morning. Marco")).toBe(true);
  });

  test.each([
    ["another name than is known", "Hi Carla, your order 8841 left our warehouse this morning. Marco"],
    ["words before it", "Big news! Hi Giulia, your order 8841 left our warehouse this morning. Marco"],
    ["words behind it", "Hi Giulia, your order 8841 left our warehouse this morning. Marco PS: sale!"],
    [
      "an advertisement in a gap",
      "Hi Giulia, your order of the week is waiting, so come to our shop before Sunday and it left our warehouse this morning. Marco",
    ],
    ["an address in a gap", "Hi Giulia, your order www.win.example left our warehouse this morning. Marco"],
    ["a line break in a gap", "Hi Giulia, your order 1\n2 left our warehouse this morning. Marco"],
    ["nothing in a gap", "Hi Giulia, your order left our warehouse this morning. Marco"],
    ["another text", "Everything is ten percent off."],
    ["nothing", ""],
  ])("not with %s", (_what, text) => {
    expect(isIt(text)).toBe(false);
  });

  test("a reply of nothing but gaps makes a canned reply of no text", () => {
    const loose = aReply({ texts: { en: "{{one}} {{two}}" } });
    expect(isOneOf(loose, "Everything is off", values)).toBe(false);
  });

  test("adversarial texts end quickly, for every gap looks at every place once", () => {
    const gaps = Array.from({ length: 20 }, (_, i) => `a{{g${i}}}`).join("");
    const hard = aReply({ texts: { en: `${gaps}b` } });
    expect(isOneOf(hard, "a".repeat(4_096), values)).toBe(false);
    expect(cannedOrigin("a".repeat(4_096), undefined, [{ ...hard, tags: ["promo"] }], values).tags).toEqual([]);
    expect(cannedOrigin("🎉‮​".repeat(1_300), undefined, [spring], values).tags).toEqual([]);
  });
});

describe("[S0-24] tags follow the words", () => {
  test("of the reply that was named, though it was changed", () => {
    expect(cannedOrigin("Boots are cheap now", spring, [], values)).toEqual({ asItIs: false, tags: ["promo"] });
  });

  test("of a promotional reply that stands in other words, though nobody named it", () => {
    const pasted = `Sure! ${fillCanned(spring.texts["en"]!, values)} Anything else?`;
    expect(cannedOrigin(pasted, aReply(), [spring], values).tags).toEqual(["promo"]);
    expect(cannedOrigin("The boots are in the warehouse.", aReply(), [spring], values).tags).toEqual([]);
  });

  test("[G-PROMO] stops while the case is open; not when the customer asked for an offer, nor when it is resolved", () => {
    const draft: Draft = { kind: "text", text: "Have a look", macro: { tags: ["promo"] } };
    const found = (context: GuardContext) => check(draft, context, DEFAULT_GUARD_POLICY, toInstant(0)).filter(({ rule }) => rule === "G-PROMO");
    expect(found({ conversation: aConversationRow({ state: "open" }) })).toMatchObject([{ severity: "stop", messageKey: "guard.promo.macro" }]);
    expect(found({ conversation: aConversationRow({ state: "resolved" }) })).toEqual([]);
  });
});

describe("finding", () => {
  const situation = (some: Partial<CannedSituation> = {}): CannedSituation => ({
    languages: ["it"],
    labels: [],
    topic: undefined,
    labelName: (id) => (id === "refund" ? "Refund" : undefined),
    teamIds: [],
    ...some,
  });
  const replies = [
    aReply({ id: "a", shortcut: "ship", title: "Shipped", texts: { en: "On its way" }, usage: { count: 90 } }),
    aReply({ id: "b", shortcut: "rimborso", title: "Rimborso", texts: { it: "Il rimborso è partito" }, labels: ["refund"] }),
    aReply({ id: "c", shortcut: "attesa", title: "Un momento", texts: { it: "Controllo subito", en: "One moment" }, usage: { count: 5 } }),
    aReply({ id: "d", shortcut: "team", title: "For billing", texts: { it: "Fattura" }, teamIds: [toTeamId("billing")] }),
  ];
  const ids = (query: string, some?: Partial<CannedSituation>) => findCannedReplies(replies, query, situation(some)).map(({ reply }) => reply.id);

  test("the customer's language comes first, then what is about the matter, then what is used most", () => {
    expect(ids("")).toEqual(["c", "b", "a"]);
    expect(ids("", { labels: ["refund"] })).toEqual(["b", "c", "a"]);
    expect(ids("", { topic: "refund" })).toEqual(["b", "c", "a"]);
    expect(ids("", { languages: ["en"] })).toEqual(["a", "c", "b"]);
  });

  test("by shortcut, title and text, without accents and with letters left out; the very shortcut first of all", () => {
    expect(ids("ship")).toEqual(["a"]);
    expect(ids("MOMENTO")).toEqual(["c"]);
    expect(ids("rmb")).toEqual(["b"]);
    expect(ids("partito")).toEqual(["b"]);
    expect(ids("e partito")).toEqual(["b"]);
    expect(ids("nothing")).toEqual([]);
  });

  test("[I11] a team's is offered to that team, and a personal one is its owner's alone", () => {
    expect(ids("team")).toEqual([]);
    expect(ids("team", { teamIds: [toTeamId("billing")] })).toEqual(["d"]);
    expect([maySeeReply({ ownerId: ben }, ben), maySeeReply({ ownerId: ben }, toAgentId("lia")), maySeeReply({}, ben)]).toEqual([true, false, true]);
  });

  test("the very language wins over its sister, and a sister over none", () => {
    const reply = { texts: { "pt-PT": "a", "pt-BR": "b", en: "c" } };
    expect([languageFor(reply, ["pt_br"]), languageFor(reply, ["pt"]), languageFor(reply, ["it", "en"]), languageFor(reply, ["it"])]).toEqual([
      "pt-BR",
      "pt-PT",
      "en",
      undefined,
    ]);
  });
});

test("what comes from outside is checked: shortcut, languages, texts, gaps and tags", () => {
  const fields = { shortcut: "hello", title: "Hello", texts: { en: "Hi" } };
  const isTaken = (some: object) => cannedReplyFields.safeParse({ ...fields, ...some }).success;
  expect(isTaken({})).toBe(true);
  expect(isTaken({ shortcut: "ciao-è_1", texts: { "pt-BR": "Oi" }, tags: ["promo"] })).toBe(true);
  for (const wrong of [
    { shortcut: "two words" },
    { shortcut: "" },
    { title: " " },
    { texts: {} },
    { texts: { en: " " } },
    { texts: { "not a language": "Hi" } },
    { texts: { en: "x".repeat(4_097) } },
    { texts: { en: Array.from({ length: 21 }, (_, i) => `{{g${i}}}`).join(" ") } },
    { tags: ["spam"] },
  ])
    expect(isTaken(wrong)).toBe(false);
});

describe("[G-OPTED-OUT] the sentence that confirms a no", () => {
  test("is in the customer's language, else in English, and is one sentence", () => {
    expect(optOutConfirmation(["pt-BR", "en"]).language).toBe("pt");
    expect(optOutConfirmation(["ja"]).language).toBe("en");
    for (const language of ["en", "it", "es", "pt"]) expect(optOutConfirmation([language]).text).toMatch(/^[^.?!]+\.$/u);
  });

  test("says nothing that the guard would ask about", () => {
    for (const language of ["en", "it", "es", "pt"]) {
      const draft: Draft = { kind: "text", text: optOutConfirmation([language]).text, confirmsOptOut: true };
      const context: GuardContext = { conversation: aConversationRow({ state: "open", lastInboundAt: toInstant(0) }) };
      expect(check(draft, context, DEFAULT_GUARD_POLICY, toInstant(60_000)).filter(({ severity }) => severity !== "advise")).toEqual([]);
    }
  });
});
