import { describe, expect, test } from "vitest";
import type { ConsentEntry } from "../../shared/consent/entry.ts";
import { DEFAULT_GUARD_POLICY, type GuardContext } from "../../shared/guard/context.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { firstValues } from "../../shared/templates/first-values.ts";
import { lintTemplate } from "../../shared/templates/lint-template.ts";
import { groupTemplates, rankTemplates, type RankFacts } from "../../shared/templates/rank-templates.ts";
import { NO_RESULTS, successOf } from "../../shared/templates/results.ts";
import { hours, minus, plus } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { NOW } from "./reach-builders.ts";

const aTemplate = (name: string, with_: Partial<Template> = {}): Template => ({
  id: `${name}:${with_.language ?? "en"}`,
  name,
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  quality: "GREEN",
  body: "Hello {{1}}, your order leaves our warehouse today.",
  buttons: [],
  ...with_,
});
const open = { lastInboundAt: minus(NOW, hours(1)) };
const shut = { lastInboundAt: minus(NOW, hours(30)) };
const granted = (category: string): ConsentEntry => ({
  category,
  state: "granted",
  at: minus(NOW, hours(900)),
  source: "website",
  evidence: "https://shop.example/form",
  by: "import",
});
const EVERYTHING = ["marketing", "order-updates", "appointments", "service"].map(granted);

const rank = (templates: readonly Template[], context: Partial<GuardContext> = {}, more: Partial<RankFacts> = {}) =>
  rankTemplates(templates, {
    context: { conversation: aConversationRow(open), contact: { language: "en" }, consents: EVERYTHING, ...context },
    policy: DEFAULT_GUARD_POLICY,
    now: NOW,
    lint: (template) => lintTemplate(template),
    ...more,
  });
const names = (...args: Parameters<typeof rank>) => rank(...args).map(({ template }) => template.name);
const why = (template: Template, context: Partial<GuardContext> = {}) => rank([template], context)[0]?.obstacles.map(({ messageKey }) => messageKey);

describe("[S1-4] the best template for this contact stands first", () => {
  const results = (sent: number, read: number, optedOut = 0) => ({ ...NO_RESULTS, sent, delivered: sent, read, optedOut });
  const cases: readonly (readonly [string, readonly Template[], Partial<GuardContext>?, Partial<RankFacts>?])[] = [
    ["one that may be sent before one that may not", [aTemplate("z"), aTemplate("a", { status: "PAUSED" })]],
    ["the customer's language before another", [aTemplate("z", { language: "it" }), aTemplate("a")], { contact: { language: "it" } }],
    [
      "the customer's own country before the same language elsewhere",
      [aTemplate("z", { language: "pt_BR" }), aTemplate("a", { language: "pt_PT" })],
      { contact: { language: "pt-BR" } },
    ],
    ["the same language elsewhere before another language", [aTemplate("z", { language: "pt_PT" }), aTemplate("a")], { contact: { language: "pt-BR" } }],
    ["service before offers", [aTemplate("z"), aTemplate("a", { category: "MARKETING", footer: "Reply STOP to opt out" })]],
    ["nothing risky before something risky", [aTemplate("z"), aTemplate("a", { body: "Hello {{1}}, there is an important update for you." })]],
    [
      "risky before what the review would refuse",
      [aTemplate("z", { body: "Hello {{1}}, there is an important update for you." }), aTemplate("a", { body: "Your order leaves our warehouse on {{1}}" })],
    ],
    ["high quality before one that is not rated", [aTemplate("z"), aTemplate("a", { quality: "UNKNOWN" })]],
    ["not rated before medium quality", [aTemplate("z", { quality: "UNKNOWN" }), aTemplate("a", { quality: "YELLOW" })]],
    [
      "often read before seldom read",
      [aTemplate("z"), aTemplate("a")],
      {},
      {
        results: new Map([
          ["z:en", results(100, 95)],
          ["a:en", results(100, 20)],
        ]),
      },
    ],
    [
      "no opt-outs before many",
      [aTemplate("z"), aTemplate("a")],
      {},
      {
        results: new Map([
          ["z:en", results(100, 90)],
          ["a:en", results(100, 90, 9)],
        ]),
      },
    ],
    [
      "while the window is shut, one that invites an answer",
      [aTemplate("z", { buttons: ["Yes, please"] }), aTemplate("a")],
      { conversation: aConversationRow(shut) },
    ],
    [
      "lately used before long ago",
      [aTemplate("z"), aTemplate("a")],
      {},
      {
        lastUsed: new Map([
          ["z:en", NOW],
          ["a:en", minus(NOW, hours(80))],
        ]),
      },
    ],
    ["by name where all is equal", [aTemplate("a"), aTemplate("b")]],
  ];
  test.each(cases.map(([what, templates, context, more]) => ({ what, templates, context, more })))("$what", ({ templates, context, more }) => {
    const wanted = templates.map(({ name }) => name);
    expect(names(templates, context, more)).toEqual(wanted);
    expect(names(templates.toReversed(), context, more)).toEqual(wanted);
  });

  test("too few sends are no result", () => {
    expect(successOf(results(19, 19))).toBeUndefined();
    expect(successOf(results(20, 20))).toBe(0.5);
  });

  test("the languages of one template stand together, in the place of the best", () => {
    const ranked = rank([aTemplate("a"), aTemplate("b", { language: "it" }), aTemplate("b")], { contact: { language: "it" } });
    expect(groupTemplates(ranked).map(({ name, variants }) => [name, variants.map(({ template }) => template.language)])).toEqual([
      ["b", ["it", "en"]],
      ["a", ["en"]],
    ]);
  });
});

describe("[S1-4] [G-TEMPLATE] what may not be sent says why", () => {
  test.each([
    ["paused", { status: "PAUSED" }, "guard.template.paused"],
    ["paused for a time", { status: "PAUSED", pausedUntil: plus(NOW, hours(2)) }, "guard.template.pausedUntil"],
    ["disabled", { status: "DISABLED" }, "guard.template.disabled"],
    ["rejected", { status: "REJECTED" }, "guard.template.rejected"],
    ["rejected with a reason", { status: "REJECTED", reason: "INVALID_FORMAT" }, "guard.template.rejectedFor"],
    ["in review", { status: "PENDING" }, "guard.template.pending"],
    ["a status that nobody knows", { status: "LIMIT_EXCEEDED" }, "guard.template.notApproved"],
    ["RED", { quality: "RED" }, "guard.template.red"],
  ] as const)("%s", (_what, with_, key) => {
    expect(why(aTemplate("a", with_))).toEqual([key]);
  });

  test("no consent for offers, and none for service while the window is shut", () => {
    const offer = aTemplate("sale", { category: "MARKETING" });
    expect(why(offer, { consents: [] })).toEqual(["guard.consent.none"]);
    expect(why(offer, { consents: [granted("marketing")] })).toEqual([]);
    expect(why(aTemplate("a"), { consents: [] })).toEqual([]);
    expect(why(aTemplate("a"), { consents: [], conversation: aConversationRow(shut) })).toEqual(["guard.consent.none"]);
  });

  test("whoever withdrew is not offered that category", () => {
    const withdrawn: ConsentEntry = { category: "marketing", state: "withdrawn", at: minus(NOW, hours(2)), source: "keyword", by: "platform" };
    expect(why(aTemplate("sale", { category: "MARKETING" }), { consents: [granted("marketing"), withdrawn] })).toEqual(["guard.optedOut.category"]);
  });
});

describe("[G-TEMPLATE] what is known already stands in the values", () => {
  const known = { contact: { name: "Amelia Wright", phone: "447700900118" }, agentName: "Irene", businessName: "Shop EU" };
  test.each([
    ["Hello {{name}}, your order {{order}} left.", { name: "Amelia Wright", order: "" }],
    ["Hello {{first_name}}, this is {{agent}} of {{business}}.", { first_name: "Amelia", agent: "Irene", business: "Shop EU" }],
    ["Hola {{1}}, tu pedido {{2}} salió.", { "1": "Amelia Wright", "2": "" }],
    ["Buongiorno {{1}}, il pacco {{2}} arriva oggi.", { "1": "Amelia Wright", "2": "" }],
    ["Your order {{1}} left, {{2}}.", { "1": "", "2": "" }],
  ])("%s", (body, values) => {
    expect(firstValues(aTemplate("a", { body }), known)).toEqual(values);
  });
});
