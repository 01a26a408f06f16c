import { describe, expect, test } from "vitest";
import { GUARD_MESSAGE_KEYS } from "../../shared/guard/message-keys.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { lintTemplate, type LintVerdict } from "../../shared/templates/lint-template.ts";
import { OPT_OUT_LINES } from "../fixtures/guard/opt-out-lines.ts";

const aTemplate = (with_: Partial<Template> = {}): Template => ({
  id: "order_update:en",
  name: "order_update",
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  quality: "GREEN",
  body: "Hello {{1}}, your order {{2}} leaves our warehouse today.",
  buttons: [],
  ...with_,
});
const said = (template: Template, others: readonly Template[] = []): readonly string[] =>
  lintTemplate(template, others).map(({ finding, verdict }) => `${verdict} ${finding.messageKey.replace("guard.", "")}`);

describe("[S1-13] [G-TEMPLATE] the linter", () => {
  test("says nothing about a clean template", () => {
    expect(said(aTemplate())).toEqual([]);
  });

  const rules: readonly (readonly [string, Partial<Template>, LintVerdict, string])[] = [
    ["variables side by side", { body: "Hello, your order {{1}} {{2}} leaves our warehouse today." }, "rejected", "template.variablesRow"],
    ["a variable at the start", { body: "{{1}}, your order leaves our warehouse today." }, "rejected", "template.variablesEnds"],
    ["a variable at the end", { body: "Your order leaves our warehouse on {{1}}" }, "rejected", "template.variablesEnds"],
    ["too many variables", { body: "Order {{1}} or {{2}} or {{3}} now." }, "rejected", "template.variablesMany"],
    ["a gap in the numbers", { body: "Hello {{1}}, your order {{3}} leaves our warehouse today." }, "rejected", "template.variablesOrder"],
    ["broken braces", { body: "Hello {{1, your order leaves our warehouse today." }, "rejected", "template.braces"],
    ["a variable with a strange name", { body: "Hello {{First-Name}}, your order leaves our warehouse today." }, "rejected", "template.variableName"],
    ["numbers and names mixed", { body: "Hello {{1}}, your order {{order}} leaves our warehouse today." }, "rejected", "template.variableMix"],
    ["two variables in the heading", { header: "Order {{1}} of {{2}}" }, "rejected", "template.headerVariables"],
    ["a variable inside a link", { buttons: ["Track"], links: [{ button: 0, url: "https://shop.example/{{1}}/track" }] }, "rejected", "template.linkVariable"],
    ["a long button", { buttons: ["A button that nobody can read at once"] }, "rejected", "template.buttons"],
    ["too long", { body: `Your order ${"goes on ".repeat(140)}.` }, "rejected", "template.tooLong"],
    ["a request for personal data", { body: "Please send us your full credit card number for order {{1}} today." }, "rejected", "template.asksPersonal"],
    [
      "an advert in a utility template",
      { body: "Your order {{1}} has shipped. Get 20% off everything this weekend, shop now!" },
      "recategorised",
      "template.mixed",
    ],
    ["a one-time code in a utility template", { body: "Your verification code is {{1}} for today." }, "recategorised", "template.code"],
    ["an open session", { body: "Hello {{1}}, we are now on WhatsApp. How can we help you?" }, "risky", "template.openSession"],
    ["vague words", { body: "Hello {{1}}, there is an important update for you." }, "risky", "template.vague"],
  ];
  test.each(rules)("%s", (_what, with_, verdict, sentence) => {
    expect(said(aTemplate(with_))).toContain(`${verdict} ${sentence}`);
  });

  test("the wording of another template in the same language is refused, its own and that of another language are not", () => {
    const twin = aTemplate({ id: "order_news:en", name: "order_news" });
    expect(said(aTemplate(), [aTemplate(), twin])).toEqual(["rejected template.duplicate"]);
    expect(said(aTemplate(), [aTemplate(), { ...twin, language: "en_GB" }])).toEqual([]);
  });

  test("the gravest stands first, and each has a sentence in the catalogue", () => {
    const lines = lintTemplate(aTemplate({ category: "MARKETING", body: "{{1}} sale, 20% off until Sunday {{2}}" }));
    expect(lines.map(({ verdict }) => verdict)).toEqual(["rejected", "risky"]);
    for (const { finding } of lines) expect(GUARD_MESSAGE_KEYS).toContain(finding.messageKey);
  });

  test("4,096 signs of anything do not hang it", () => {
    for (const sign of ["{{1}}", "{", "٢ ", "😀", "stop ", "reply with ", "\u200b"])
      expect(lintTemplate(aTemplate({ category: "MARKETING", body: sign.repeat(4_096 / sign.length) }))).toBeInstanceOf(Array);
  });
});

describe("[S2-11] [S3-27] marketing tells how to hear no more of it", () => {
  const offer = {
    en: "Hello {{1}}, the new collection is here.",
    it: "Ciao {{1}}, è arrivata la nuova collezione.",
    es: "Hola {{1}}, llegó la nueva colección.",
    pt: "Olá {{1}}, chegou a nova coleção.",
  };
  const marketing = (language: keyof typeof offer, with_: Partial<Template>): Template =>
    aTemplate({ category: "MARKETING", language: language === "pt" ? "pt_BR" : language, body: offer[language], ...with_ });
  const LANGUAGES = ["en", "it", "es", "pt"] as const;
  const asks = (template: Template): boolean => said(template).includes("risky template.noOptOut");

  test.each(LANGUAGES)("%s: a last line that tells how is enough", (language) => {
    expect(OPT_OUT_LINES[language].tells.filter((footer) => asks(marketing(language, { footer })))).toEqual([]);
  });
  test.each(LANGUAGES)("%s: without one the linter asks for it", (language) => {
    expect(OPT_OUT_LINES[language].silent.filter((footer) => !asks(marketing(language, { footer })))).toEqual([]);
  });
  test("a button that stops is enough, in any language with stop words", () => {
    for (const [language, button] of [
      ["en", "Stop promotions"],
      ["it", "Basta promozioni"],
      ["es", "Darme de baja"],
      ["pt", "Sair"],
    ] as const)
      expect(asks(marketing(language, { buttons: ["OK", button] })), button).toBe(false);
  });
  test("utility needs none, and in a language that nobody here reads nothing is said", () => {
    expect(asks({ ...marketing("en", {}), category: "UTILITY" })).toBe(false);
    expect(asks({ ...marketing("en", {}), language: "ja" })).toBe(false);
  });
});
