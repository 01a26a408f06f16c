import type { Rule } from "./context.ts";
import { contentRule } from "./rules/content.ts";
import { errorsRule } from "./rules/errors.ts";
import { firstContactRule } from "./rules/first-contact.ts";
import { languageRule } from "./rules/language.ts";
import { nameRule } from "./rules/name.ts";
import { personalDataRule } from "./rules/personal-data.ts";
import { promiseRule } from "./rules/promise.ts";
import { promoRule } from "./rules/promo.ts";
import { styleRule } from "./rules/style.ts";
import { templateTextRule } from "./rules/template-text.ts";
import { ttlRule } from "./rules/ttl.ts";
import { readDraft, type TextRule } from "./text/draft-reading.ts";

const rules: readonly TextRule[] = [
  promoRule,
  personalDataRule,
  errorsRule,
  styleRule,
  languageRule,
  nameRule,
  templateTextRule,
  firstContactRule,
  contentRule,
  ttlRule,
  promiseRule,
];

/** All rules about the text itself; the draft is read once for all of them. */
export const textRules: Rule = (draft, context, policy, now) => {
  const read = readDraft(draft, context);
  return rules.flatMap((rule) => rule(read, context, policy, now));
};
