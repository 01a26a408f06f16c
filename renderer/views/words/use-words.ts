import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createTimeWords, type TimeWords } from "./time-words.ts";

type Translate = ReturnType<typeof useTranslation<"words">>["t"];

export interface Words {
  readonly t: Translate;
  readonly time: TimeWords;
  readonly language: string;
}

const known = new WeakMap<object, Map<string, TimeWords>>();

/** The catalogue and the times of the agent's language. */
export function useWords(): Words {
  const { t, i18n } = useTranslation("words");
  const language = i18n.language;
  return useMemo(() => ({ t, time: timesOf(i18n, language, t), language }), [t, i18n, language]);
}

/** One set of formatters a language: making them costs milliseconds, and every row asks. */
function timesOf(owner: object, language: string, t: Translate): TimeWords {
  const byLanguage = known.get(owner) ?? new Map<string, TimeWords>();
  known.set(owner, byLanguage);
  const times = byLanguage.get(language) ?? createTimeWords(language, (key, values) => t(key, values ?? {}));
  byLanguage.set(language, times);
  return times;
}
