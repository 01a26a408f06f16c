import type { Template } from "../inbox/people.ts";
import { minus, type Instant } from "../time.ts";
import { hasArrived, wasRead, wasSent, type OutboundHour } from "./outbound.ts";
import { sumOf } from "./share.ts";
import { signalFacts } from "./signal-facts.ts";
import type { CategoryFigures, RatedTemplate } from "./signals.ts";
import { templateRisk } from "./template-risk.ts";

/** Somebody withdrew; the template is the last with which we had begun before. */
export interface OptOut {
  readonly template?: string | undefined;
  readonly language?: string | undefined;
  readonly count: number;
}

interface Question {
  readonly outbound: readonly OutboundHour[];
  readonly optOuts: readonly OptOut[];
  readonly templates: readonly Template[];
  readonly now: Instant;
}

const HOUR_MS = 3_600_000;
const isOf = ({ language, template }: Pick<OutboundHour, "template" | "language">, name: string, inLanguage: string): boolean =>
  template === name && language === inLanguage;
const counted = (some: readonly OutboundHour[]): number => sumOf(some, ({ count }) => count);

/** What was used in the period, the riskiest first. */
export function ratedTemplates({ now, optOuts, outbound, templates }: Question): readonly RatedTemplate[] {
  const sent = outbound.filter(({ state, template }) => template !== undefined && wasSent(state));
  const used = new Map(sent.map(({ language = "", template = "" }) => [`${template}:${language}`, { name: template, language }]));
  const readBy = minus(now, signalFacts.unreadAfter.value);
  return [...used.values()]
    .map(({ language, name }): RatedTemplate => {
      const own = sent.filter((one) => isOf(one, name, language));
      const settled = own.filter(({ hour, state }) => hasArrived(state) && hour + HOUR_MS <= readBy);
      const known = templates.find((one) => one.name === name && one.language === language);
      const figures = {
        sent: counted(own),
        failed: counted(own.filter(({ state }) => state === "failed")),
        unread: { count: counted(settled.filter(({ state }) => !wasRead(state))), of: counted(settled) },
        optOuts: sumOf(
          optOuts.filter((one) => isOf({ template: one.template, language: one.language }, name, language)),
          ({ count }) => count,
        ),
      };
      const quality = known?.quality ?? "UNKNOWN";
      const risk = templateRisk({ category: known?.category ?? "UTILITY", quality }, figures);
      return { name, language, ...figures, category: known?.category ?? "OTHER", status: known?.status, quality, risk };
    })
    .toSorted((a, b) => b.risk.score - a.risk.score || b.sent - a.sent || (a.name < b.name ? -1 : 1));
}

/** [S2-10] Per category; what people withdrew from without a template of ours before it stands with the service messages. */
export function categoryFigures({ optOuts, outbound, templates }: Question): readonly CategoryFigures[] {
  const categoryOf = (template: string | undefined, language: string | undefined): CategoryFigures["category"] =>
    template === undefined ? "SERVICE" : (templates.find((one) => one.name === template && one.language === language)?.category ?? "OTHER");
  const figures = new Map<CategoryFigures["category"], { sent: number; failed: number; optOuts: number }>();
  const of = (category: CategoryFigures["category"]) => {
    const known = figures.get(category) ?? { sent: 0, failed: 0, optOuts: 0 };
    figures.set(category, known);
    return known;
  };
  for (const { count, language, state, template } of outbound) {
    if (!wasSent(state)) continue;
    const own = of(categoryOf(template, language));
    own.sent += count;
    if (state === "failed") own.failed += count;
  }
  for (const { count, language, template } of optOuts) of(categoryOf(template, language)).optOuts += count;
  return [...figures].map(([category, own]) => ({ category, ...own })).toSorted((a, b) => b.sent - a.sent);
}
