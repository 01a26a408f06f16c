import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { misspeltWords } from "../../shared/guard/text/spelling.ts";
import { askedWords } from "../../shared/spelling/asked-words.ts";
import { nearest } from "../../shared/spelling/nearness.ts";
import { openFixture, spellingBy } from "../fixtures/guard/dictionaries.ts";
import { findingsOf, fromCustomer, LANGUAGES, mended, textDraft, type FixtureLanguage } from "../fixtures/guard/text-cases.ts";

interface SpellingCase {
  readonly text: string;
  readonly fires: boolean;
  readonly word?: string;
  readonly to?: string;
}

const casesOf = (language: FixtureLanguage): readonly SpellingCase[] =>
  readFileSync(new URL(`../fixtures/guard/spelling-${language}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as SpellingCase);

const dictionaries = new Map(await Promise.all(LANGUAGES.map(async (language) => [language, await openFixture(language)] as const)));
const spellingIn = (language: FixtureLanguage) => spellingBy(dictionaries.get(language)!, language);
const misspelt = (text: string, language: FixtureLanguage) =>
  misspeltWords(text, spellingIn(language), { language, assumed: false, messages: [] }).map(({ word }) => word);
const asked = (text: string, language = "en"): readonly string[] => askedWords(text, language).map(({ word }) => word);

describe.each(LANGUAGES)("[S0-9] [G-ERRORS] the written set, by the dictionary (%s)", (language) => {
  const cases = casesOf(language);
  const must = cases.filter(({ fires }) => fires);
  const mustNot = cases.filter(({ fires }) => !fires);

  test("has at least ten of each kind", () => {
    expect(must.length).toBeGreaterThanOrEqual(10);
    expect(mustNot.length).toBeGreaterThanOrEqual(10);
  });

  test("at least 95 % of the misspelt words are found, and nothing beside them", () => {
    const missed = must.filter(({ text, word }) => misspelt(text, language).join() !== word);
    expect(missed.length / must.length, missed.map(({ word }) => word).join()).toBeLessThanOrEqual(0.05);
  });

  test("the word that was meant is the first suggestion of four in five, and among them for nearly all", () => {
    const spelling = spellingIn(language);
    const suggested = must.map(({ text, to }) => {
      const suggestions = misspeltWords(text, spelling, { language, assumed: false, messages: [] }).flatMap((found) => found.suggestions);
      return suggestions.indexOf(to ?? "");
    });
    expect(suggested.filter((place) => place === 0).length / must.length).toBeGreaterThanOrEqual(0.8);
    expect(suggested.filter((place) => place >= 0).length / must.length).toBeGreaterThanOrEqual(0.9);
  });

  test("at most one in a hundred right texts is called wrong", () => {
    const alarms = mustNot.filter(({ text }) => misspelt(text, language).length > 0);
    expect(alarms.length / mustNot.length, alarms.map(({ text }) => text).join("\n")).toBeLessThanOrEqual(0.01);
  });
});

describe("[S0-9] [G-ERRORS] what is asked of a dictionary at all", () => {
  test.each([
    ["numbers, codes and files", "Order 8841-XB is in invoice_8841.pdf, see b2b and report.final.docx"],
    ["addresses, people and subjects", "Mail xqzt@xqzt.example, see https://xqzt.example/xqzt, www.xqzt.example, xqzt.com, @xqzt #xqzt"],
    ["gaps of a template", "{{xqzt}} [xqzt] <xqzt> `xqzt`"],
    ["short forms and mixed case", "XQZT XQZTs WhatXqzt iXqzt"],
    ["names inside a sentence, and two at its head", "Xqzt Xqzt called Xqzt"],
    ["what is drawn out, and laughter", "xqzzzt hahaha jajaja kkkkk rsrsrs hmmm"],
    ["other scripts and emoji", "спасибо ありがとう 😀👍🏽"],
  ])("not %s", (_what, text) => expect(asked(text).filter((word) => /xq|xqz|b2b|iX|[а-я]|ha|ja|kk|rs|hm/i.test(word))).toEqual([]));

  test("at the head of a sentence, behind quotes, bullets and emoji too", () => {
    expect(asked("Teh box. Teh box!\nTeh box, “Teh box”\n- Teh box 😀 Teh box").filter((word) => word === "Teh")).toHaveLength(6);
  });

  test("a word with its apostrophe or hyphen is one", () => expect(asked("don’t follow-up on it")).toEqual(["don't", "follow-up"]));

  test("no text of 4,096 signs, whatever is in it, costs more than the words in it", () => {
    for (const part of ["a", "a.", "a-", "@", "1a", "{", "[a", "😀", "é\u0301", "\u200b", "ａ", "http://a.", "a_", "a’"]) {
      const text = part.repeat(4_096 / part.length);
      const before = process.cpuUsage().user;
      for (let i = 0; i < 5; i += 1) askedWords(text, "en");
      // A pattern that goes wrong here takes minutes; microseconds of the processor, not of the clock.
      expect(process.cpuUsage().user - before, JSON.stringify(part)).toBeLessThan(5_000_000);
    }
  });
});

describe("[S0-9] [G-ERRORS] a misspelt word", () => {
  const contact = { language: "en" };
  const findings = (text: string, more = {}) => findingsOf("G-ERRORS", textDraft(text), { spelling: spellingIn("en"), contact, ...more });

  test("is advice with the word and its place, and its remedies mend it, learn it or let it be", () => {
    const text = "Please confirm your adress and we will ship it.";
    const [finding] = findings(text);
    expect(finding).toMatchObject({
      severity: "advise",
      messageKey: "guard.errors.spelling",
      evidence: { kind: "spelling", text: "adress", from: 20, to: 26 },
    });
    expect(finding?.remedies[0]).toEqual({ command: "fix", from: 20, to: 26, with: "address" });
    expect(finding?.remedies.slice(-2)).toEqual([
      { command: "learn-word", word: "adress" },
      { command: "ignore-word", word: "adress" },
    ]);
    if (finding !== undefined) expect(findings(mended(text, finding))).toEqual([]);
  });

  test("keeps its capital at the head of a sentence", () => {
    expect(findings("Unfortunatly it is out of stock for now.")[0]?.remedies[0]).toMatchObject({ with: "Unfortunately" });
  });

  test("is right where the contact is called so, or the customer wrote it", () => {
    expect(findings("We have adress here for you.", { contact: { ...contact, name: "Jo Adress" } })).toEqual([]);
    expect(findings("We have adress here for you.", { messages: [fromCustomer("my adress is wrong")] })).toEqual([]);
  });

  test("is right where the workspace says so", () => {
    const spelling = { ...spellingIn("en"), isRight: (small: string) => small === "adress" };
    expect(findings("Please confirm your adress.", { spelling })).toEqual([]);
  });

  test("that is like no word is a name or a word of the trade", () => {
    expect(findings("The xqztbrl valve is in the box for you.")).toEqual([]);
  });

  test("is not looked for where the text is in another language than thought, nor in European Portuguese by a Brazilian dictionary", () => {
    expect(findings("perfetto grazie mille", { contact: { language: "en" } })).toEqual([]);
    const portuguese = (language: string) =>
      findings("O seu pedido chega amanhã e voce recebe um aviso antes.", { spelling: spellingIn("pt"), contact: { language } });
    expect(portuguese("pt-BR")).toHaveLength(1);
    expect(portuguese("pt-PT")).toEqual([]);
  });

  test("never comes up without a dictionary: a server lets it pass", () => {
    expect(findingsOf("G-ERRORS", textDraft("Please confirm your adress."), { contact })).toEqual([]);
  });
});

test("[S0-9] the likeliest slip is suggested first, and other words not at all", () => {
  expect(nearest("adress", ["dress", "address", "padres"], 4)[0]).toBe("address");
  expect(nearest("recieve", ["relieve", "receive", "reverie"], 4)[0]).toBe("receive");
  expect(nearest("voce", ["vice", "você", "boce"], 4)[0]).toBe("você");
  expect(nearest("parcel", ["completely", "else"], 4)).toEqual([]);
});

/** Agents' turns typed by people for research (STAR, MIT licence); not part of the repository. */
const DIALOGUES = new URL("../../../shared/data/offtopic/dialogues_star.jsonl", import.meta.url);
const present = existsSync(DIALOGUES);
if (!present) console.warn("SKIPPED: ../shared/data/offtopic is not here, so false alarms on typed dialogues were NOT counted.");

test.skipIf(!present)("[S0-9] of two thousand turns that agents typed at most one in a hundred is called wrong", () => {
  const spelling = spellingIn("en");
  const turns = readFileSync(DIALOGUES, "utf8")
    .trim()
    .split("\n")
    .flatMap((line) => (JSON.parse(line) as { readonly turns: readonly (readonly [string, string])[] }).turns)
    .filter(([who]) => who === "a")
    .slice(0, 2_000);
  const called = turns.filter(([, text]) => misspeltWords(text, spelling, { language: "en", assumed: false, messages: [] }).length > 0);
  expect(called.length / turns.length).toBeLessThanOrEqual(0.01);
});
