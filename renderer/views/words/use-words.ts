import type { i18n } from "i18next";
import { useContext } from "react";
import { getI18n, I18nContext } from "react-i18next";
import type { MessageKey } from "../../messages/en.ts";
import { createTimeWords, type TimeWords } from "./time-words.ts";

export interface Words {
  /** Keys are those of the English catalogue; a wrong one does not compile. */
  readonly t: (key: MessageKey, values?: Readonly<Record<string, unknown>>) => string;
  readonly time: TimeWords;
  readonly language: string;
}

/** One set of words a language: making the formatters costs milliseconds, and every row asks. */
const known = new WeakMap<i18n, Map<string, Words>>();

/** The catalogue and the times of the agent's language. */
export function useWords(): Words {
  // Not useTranslation: it wraps the instance anew for every component, and the formatters would be made anew with it.
  return wordsOf(useContext(I18nContext)?.i18n ?? getI18n());
}

function wordsOf(words: i18n): Words {
  const byLanguage = known.get(words) ?? new Map<string, Words>();
  known.set(words, byLanguage);
  const made = byLanguage.get(words.language);
  if (made !== undefined) return made;

  const t: Words["t"] = (key, values) => words.t(key, { ...values });
  const fresh: Words = { t, time: createTimeWords(words.language, t), language: words.language };
  byLanguage.set(words.language, fresh);
  return fresh;
}
