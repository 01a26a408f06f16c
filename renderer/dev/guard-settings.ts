import type { GuardFigures, RuleFigures } from "../../shared/api/guard-figures.ts";
import type { PreviewResult } from "../../shared/api/guard-preview.ts";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { withValue } from "../../shared/guard/policy-changes.ts";
import { NOT_REPLAYED } from "../../shared/guard/replayed.ts";
import { RULE_IDS, type RuleId } from "../../shared/guard/rule-ids.ts";
import { hours } from "../../shared/time.ts";
import type { GuardSettingsCommands, SavedGuardPolicy } from "../commands/guard-settings.ts";
import { ago, idOf } from "./conversations.ts";
import { agents, NOW } from "./people.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** What a lead has made of it so far: a house style in two languages, and names that stop. */
export const savedGuardPolicy: SavedGuardPolicy = {
  version: 4,
  policy: [
    ["severities.G-NAME", "stop"],
    ["severities.G-PAIR-RATE", "off"],
    ["reach.bulk.people.agent", 6],
    [
      "text.style",
      [
        {
          language: "en",
          words: [{ avoid: "unfortunately", prefer: "I am sorry, but" }, { avoid: "ASAP" }],
          greetings: ["Hi", "Hello", "Good morning"],
          signOffs: ["Kind regards"],
        },
        { language: "it", words: [{ avoid: "purtroppo" }], address: "polite" },
      ],
    ],
  ].reduce((policy, [path, value]) => withValue(policy, path as string, value), DEFAULT_GUARD_POLICY),
};

const people = agents.slice(0, 3).map(({ id, name }) => ({ id, name }));

/** Some rules speak often, most hardly ever. */
const SPOKEN: Readonly<Partial<Record<RuleId, readonly [overridden: number, refused: number, heeded: number, mended: number]>>> = {
  "G-FOLLOW-UP": [31, 12, 9, 14],
  "G-TOPIC": [22, 18, 16, 19],
  "G-STALE": [14, 21, 20, 6],
  "G-DUPLICATE": [9, 6, 4, 8],
  "G-NAME": [0, 11, 11, 23],
  "G-WINDOW": [0, 17, 12, 0],
  "G-LANGUAGE": [6, 2, 1, 5],
  "G-CONSENT": [0, 8, 3, 2],
  "G-QUIET": [5, 1, 1, 3],
  "G-PERSONAL-DATA": [1, 4, 4, 17],
};

const noFollow = { replied: 0, optedOut: 0, maybeBlocked: 0, failed: [], underWay: 0 };

function ruleFigures(rule: RuleId): RuleFigures {
  const [overridden, refused, heeded, mended] = SPOKEN[rule] ?? [0, 0, 0, 0];
  const wrong = rule === "G-TOPIC" ? 3 : 0;
  const asked = Math.ceil((overridden - wrong) / 2);
  return {
    rule,
    fired: overridden + refused + mended,
    overridden,
    refused,
    heeded,
    mended,
    wrong,
    reasons: [
      { reason: "customer-asked", count: asked },
      { reason: "urgent", count: overridden - wrong - asked },
      { reason: "wrong-warning", count: wrong },
    ].filter(({ count }) => count > 0),
    agents:
      overridden + refused + mended === 0
        ? []
        : people.map(({ id }, place) => ({
            agent: id,
            overridden: place === 0 ? overridden : 0,
            refused: place === 1 ? refused : 0,
            heeded: 0,
            mended: place === 2 ? mended : 0,
          })),
    followed:
      overridden === 0
        ? noFollow
        : {
            replied: Math.floor(overridden / 2),
            optedOut: rule === "G-FOLLOW-UP" ? 2 : 0,
            maybeBlocked: rule === "G-FOLLOW-UP" ? 1 : 0,
            failed: rule === "G-FOLLOW-UP" ? [{ code: 131_049, count: 3 }] : [],
            underWay: 2,
          },
  };
}

export const guardFiguresOfDev: GuardFigures = {
  from: iso(NOW - hours(720)),
  to: iso(NOW),
  withinMs: hours(72),
  items: RULE_IDS.map(ruleFigures),
  agents: people.map(({ id, name }, place) => ({
    agent: id,
    name,
    overridden: [48, 27, 13][place] ?? 0,
    refused: [40, 31, 29][place] ?? 0,
    heeded: [32, 26, 23][place] ?? 0,
    mended: [18, 41, 38][place] ?? 0,
    wrong: [1, 2, 0][place] ?? 0,
    followed:
      place === 0 ? { replied: 19, optedOut: 2, maybeBlocked: 1, failed: [{ code: 131_049, count: 3 }], underWay: 2 } : { ...noFollow, replied: 9 - place },
  })),
};

const none = { stop: 0, confirm: 0, advise: 0 };

export const previewOfDev: PreviewResult = {
  messages: 8_412,
  checked: 3_000,
  rules: RULE_IDS.filter((rule) => !NOT_REPLAYED.includes(rule)).map((rule) => {
    if (rule === "G-STYLE")
      return {
        rule,
        today: { ...none, advise: 212 },
        draft: { ...none, confirm: 212 },
        changed: 212,
        examples: [
          {
            conversationId: idOf(2),
            messageId: "m-1",
            at: iso(ago(60 * 30)),
            words: "Unfortunately the parcel is still at the depot, and nobody answers there.",
            today: "advise",
            draft: "confirm",
          },
          { conversationId: idOf(3), messageId: "m-2", at: iso(ago(60 * 52)), words: "We will do that ASAP.", today: "advise", draft: "confirm" },
        ],
      };
    if (rule === "G-FOLLOW-UP")
      return {
        rule,
        today: { stop: 4, confirm: 22, advise: 130 },
        draft: { stop: 2, confirm: 9, advise: 118 },
        changed: 27,
        examples: [
          {
            conversationId: "c-long-gone",
            messageId: "m-3",
            at: iso(ago(60 * 80)),
            words: "Have you had time to look at it?",
            today: "confirm",
            draft: "advise",
          },
        ],
      };
    return { rule, today: rule === "G-NAME" ? { ...none, stop: 7 } : none, draft: rule === "G-NAME" ? { ...none, stop: 7 } : none, changed: 0, examples: [] };
  }),
  notReplayed: [...NOT_REPLAYED],
  tookMs: 6_100,
};

/** A server that knows this policy and answers at once. */
export const fakeGuardSettings: GuardSettingsCommands = {
  guardPolicy: async () => ({ kind: "fresh", seen: { fact: savedGuardPolicy, at: NOW } }),
  saveGuardPolicy: async ({ policy, version }) => ({ kind: "saved", saved: { policy, version: version + 1 } }),
  guardFigures: async () => ({ kind: "fresh", seen: { fact: guardFiguresOfDev, at: NOW } }),
  guardPreview: async (_question, onProgress) => {
    onProgress({ done: 1_200, of: 3_000 });
    return { kind: "result", result: previewOfDev };
  },
};
