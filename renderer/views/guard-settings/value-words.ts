import { openTimeWords } from "../policies/open-time.ts";
import type { Words } from "../words/use-words.ts";
import type { RuleField } from "./rule-fields.ts";

const HOUR_MS = 3_600_000;

export const percentWords = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);

export const hourText = (ms: number): string =>
  `${String(Math.floor(ms / HOUR_MS)).padStart(2, "0")}:${String(Math.round((ms % HOUR_MS) / 60_000)).padStart(2, "0")}`;

/** A value of the policy in words; lists by their first few. */
export function valueWords(kind: RuleField["kind"], value: unknown, { language, t, time }: Words): string {
  if (kind === "span" && typeof value === "number") return openTimeWords(value, language);
  if (kind === "share" && typeof value === "number") return percentWords(value, language);
  if (kind === "hour" && typeof value === "number") return hourText(value);
  if (kind === "switch") return t(value === true ? "guardSet.on" : "guardSet.off");
  if (typeof value === "number") return time.number(value);
  if (Array.isArray(value)) return value.length === 0 ? t("guardSet.nothing") : listWords(kind, value, { language, t, time });
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0 ? t("guardSet.nothing") : Object.keys(value).join(", ");
  return t("guardSet.nothing");
}

const SHOWN = 6;

function listWords(kind: RuleField["kind"], values: readonly unknown[], words: Words): string {
  const shown = values.slice(0, SHOWN).map((value) => (kind === "budgets" ? budgetWords(value as BudgetLike, words) : String(value)));
  return `${shown.join(kind === "budgets" ? "; " : ", ")}${values.length > SHOWN ? " …" : ""}`;
}

interface BudgetLike {
  readonly category: "any" | "MARKETING" | "UTILITY";
  readonly period: number;
  readonly most: number;
}

const budgetWords = ({ category, most, period }: BudgetLike, { language, t, time }: Words): string =>
  `${time.number(most)} ${t(`guardSet.budget.${category}`)} / ${openTimeWords(period, language)}`;
