import { categoryNamed, DEFAULT_CATEGORIES, EVERYTHING } from "../../consent/categories.ts";
import { standing, type ConsentStanding } from "../../consent/ledger.ts";
import { startedCategory } from "../business-started.ts";
import type { Draft, GuardContext, GuardPolicy, Rule } from "../context.ts";
import type { Finding } from "../finding.ts";

/**
 * [G-CONSENT] Whoever is written to unasked has agreed to it, in this category, with a proof. One-time codes are no exception: asking for
 * the code in the app is the consent, and it is recorded. Where somebody said no, G-OPTED-OUT speaks, and this rule does not.
 */
export const consentRule: Rule = (draft, context, { reach }, now) => {
  const category = startedCategory(draft, context, now);
  if (draft.kind !== "template" || category === undefined || category === "unknown" || context.consents === undefined) return [];

  const standings = standingsFor(draft, category, context, reach);
  if (standings.length === 0) return [];
  const granted = standings.filter(({ standing }) => standing.state === "granted");
  const withdrawn = standings.filter(({ standing }) => standing.state === "withdrawn");
  const evidence = { category, template: draft.name, asked: standings.map((one) => one.category).join(", ") };

  if (granted.length === 0) return withdrawn.length > 0 ? [] : [finding("guard.consent.none", evidence)];
  if (!granted.some(({ standing }) => standing.state === "granted" && standing.evidenced)) {
    const [weak] = granted;
    const grantedAt = weak?.standing.state === "granted" ? weak.standing.entry.at : undefined;
    const source = weak?.standing.state === "granted" ? weak.standing.entry.source : undefined;
    return [finding("guard.consent.unproved", { ...evidence, granted: weak?.category, grantedAt, source })];
  }
  if (withdrawn.length === 0) return [];
  // Yes to orders and no to appointments: which of the two this template is, a person can tell.
  const names = (list: readonly Standing[]): string => list.map((one) => one.category).join(", ");
  return [{ ...finding("guard.consent.unclear", { ...evidence, granted: names(granted), withdrawn: names(withdrawn) }), severity: "confirm" }];
};

const finding = (messageKey: string, evidence: Finding["evidence"]): Finding => ({
  rule: "G-CONSENT",
  severity: "stop",
  messageKey,
  evidence,
  remedies: [
    { command: "ask-consent", category: evidence["category"] },
    { command: "record-consent", category: evidence["category"] },
  ],
});

export interface Standing {
  readonly category: string;
  readonly standing: ConsentStanding;
}

/** [S2-9] How the contact stands to what this template may be about: its own category where the workspace says so, else every one of its kind. */
export function standingsFor(
  draft: Draft,
  kind: string,
  { consentCategories, consents = [] }: Pick<GuardContext, "consentCategories" | "consents">,
  reach: GuardPolicy["reach"],
): readonly Standing[] {
  const categories = consentCategories ?? DEFAULT_CATEGORIES;
  const named =
    draft.kind === "template" && Object.hasOwn(reach.consent.categoryOfTemplate, draft.name) ? reach.consent.categoryOfTemplate[draft.name] : undefined;
  const own = named === undefined ? undefined : categoryNamed(named, categories);
  const ofKind = categories.filter(({ allows, key }) => allows === kind && key !== EVERYTHING);
  const general = ofKind.filter((category) => category.general === true);
  const asked = own !== undefined ? [own] : general.length > 0 ? general : ofKind;
  return asked.map(({ key }) => ({ category: key, standing: standing(consents, key, categories) }));
}
