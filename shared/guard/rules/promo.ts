import type { Message } from "../../inbox/message.ts";
import type { Finding, Remedy, Severity } from "../finding.ts";
import { ASKS_FOR_OFFER } from "../lexicon/promo.ts";
import { holds } from "../text/phrases.ts";
import { passageAt, readText, type Reading } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";
import { promoScore } from "../text/promo-score.ts";

/** [G-PROMO] Marketing in a service reply, in a utility template, in a variable's value, or out of a macro tagged so while the case is open. */
export const promoRule: TextRule = ({ draft, template, values, whole }, { conversation, messages }, { text: { promo } }) => {
  if (draft.kind === "text") {
    const asked = (messages ?? []).filter(isFromCustomer).slice(-promo.askedWithin.value).some(asksForOffer);
    if (asked) return [];

    const tag = draft.macro?.tags.find((name) => promo.macroTags.includes(name.toLowerCase()));
    if (tag !== undefined && conversation.state !== "resolved") {
      return [
        {
          rule: "G-PROMO",
          severity: "stop",
          messageKey: "guard.promo.macro",
          evidence: { tag, state: conversation.state },
          remedies: [{ command: "discard" }],
        },
      ];
    }
    return whole === undefined ? [] : found(whole, promo.threshold.value, "confirm", "guard.promo.text", {});
  }

  if (template === undefined || template.category === "MARKETING") return [];
  const inValues = values.flatMap(({ name, reading }) => found(reading, promo.threshold.value, "stop", "guard.promo.variable", { variable: name }));
  if (inValues.length > 0) return inValues.slice(0, 1);
  return whole === undefined ? [] : found(whole, promo.threshold.value, "stop", "guard.promo.template", { name: template.name });
};

function found(reading: Reading, threshold: number, severity: Severity, messageKey: string, more: Finding["evidence"]): readonly Finding[] {
  const score = promoScore(reading.folded);
  if (score.weight < threshold || score.from === undefined) return [];

  const words = passageAt(reading, score.from, score.to);
  const isAll = reading.text.replace(words.text, "").trim() === "";
  const remedies: Remedy[] = [{ command: "use-template", category: "MARKETING" }];
  if (!isAll && messageKey !== "guard.promo.template") remedies.push({ command: "replace", from: words.from, to: words.to, with: "" });
  return [
    {
      rule: "G-PROMO",
      severity,
      messageKey,
      evidence: { ...more, words: words.text.trim(), ...words, cues: score.cues },
      remedies,
      confidence: Math.min(0.99, Math.round((1 - threshold / (2 * score.weight)) * 100) / 100),
    },
  ];
}

const isFromCustomer = ({ content, direction }: Message): boolean => direction === "in" && content.type !== "reaction";

function asksForOffer({ content }: Message): boolean {
  if (content.type === "text") return holds(ASKS_FOR_OFFER, readText(content.body).folded);
  return content.type === "interactive" && holds(ASKS_FOR_OFFER, readText(content.title).folded);
}
