import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { GUARD_MESSAGE_KEYS } from "../../shared/guard/message-keys.ts";
import { anOpenConversation, casesOf, fromCustomer, LANGUAGES, NOON, textDraft } from "../fixtures/guard/text-cases.ts";
import { isRight, SUITES } from "../fixtures/guard/text-suites.ts";

const here = (file: string, language: string, set = ""): boolean => existsSync(new URL(`../fixtures/guard/${file}.${language}${set}.jsonl`, import.meta.url));
const tables = SUITES.flatMap((suite) =>
  LANGUAGES.filter((language) => here(suite.file, language)).map((language) => ({ suite, language, name: `${suite.file}.${language}` })),
);

/** Of what must fire, and of near misses that must not. */
const LEAST_CAUGHT = 0.95;
const MOST_FALSE = 0.01;

describe("[G-PROMO] [G-PERSONAL-DATA] [G-ERRORS] [G-STYLE] [G-LANGUAGE] [G-NAME] [G-CONTENT] [G-FIRST-CONTACT] [G-PROMISE] [G-TTL] [G-TEMPLATE] the tables", () => {
  test.each(tables)("$name: catches what it must, and lets pass what a good agent writes", ({ language, suite }) => {
    const cases = casesOf(suite.file, language);
    const wrong = cases.filter((one) => !isRight(one, suite.findings(one, language)));
    const must = cases.filter(({ fires }) => fires);
    const mustNot = cases.filter(({ fires }) => !fires);
    const caught = 1 - wrong.filter(({ fires }) => fires).length / must.length;
    const falsely = wrong.filter(({ fires }) => !fires).length / mustNot.length;
    console.log(
      `${suite.rule} ${suite.file}.${language}: ${(caught * 100).toFixed(0)} % of ${must.length} caught, ${(falsely * 100).toFixed(1)} % of ${mustNot.length} near misses`,
    );

    expect(falsely <= MOST_FALSE && caught >= LEAST_CAUGHT ? [] : wrong.map(({ fires, text }) => `${fires ? "missed" : "false alarm"}: ${text}`)).toEqual([]);
  });

  test("whatever they say has a sentence, and evidence with its place", () => {
    for (const { language, suite } of tables) {
      for (const one of casesOf(suite.file, language)) {
        for (const { evidence, messageKey } of suite.findings(one, language)) {
          expect(GUARD_MESSAGE_KEYS).toContain(messageKey);
          expect(Object.keys(evidence).length).toBeGreaterThan(0);
        }
      }
    }
  });
});

test("[G-PROMO] [G-ERRORS] [G-CONTENT] [G-PERSONAL-DATA] on cases that were kept back, all rules together hold", () => {
  const kept = SUITES.flatMap((suite) =>
    LANGUAGES.filter((language) => here(suite.file, language, ".holdout")).flatMap((language) =>
      casesOf(suite.file, language, ".holdout").map((one) => ({ ...one, language, file: suite.file, right: isRight(one, suite.findings(one, language)) })),
    ),
  );
  const must = kept.filter(({ fires }) => fires);
  const mustNot = kept.filter(({ fires }) => !fires);
  console.log(
    `kept back: ${must.filter(({ right }) => right).length} of ${must.length} caught, ${mustNot.filter(({ right }) => !right).length} of ${mustNot.length} false alarms`,
  );

  expect(mustNot.filter(({ right }) => !right)).toEqual([]);
  expect(must.filter(({ right }) => right).length / must.length).toBeGreaterThanOrEqual(0.9);
});

test.each(LANGUAGES)("[S0-3] [S0-9] what a good agent writes on an ordinary day raises nothing at all (%s)", (language) => {
  const context = {
    conversation: anOpenConversation(),
    contact: { name: language === "pt" ? "Amélia Souza" : "Amelia Johnson", language },
    messages: [fromCustomer("ok")],
    business: { name: "Greenline" },
  };
  const raised = casesOf("clean", language).flatMap(({ text }) =>
    check(textDraft(text), context, DEFAULT_GUARD_POLICY, NOON).map(({ messageKey }) => `${messageKey}: ${text}`),
  );
  expect(raised).toEqual([]);
});
