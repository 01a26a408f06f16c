import { useMemo } from "react";
import { useWords } from "../../words/use-words.ts";

/** Percent in the agent's own way of writing: 5 is "5 %", and 0.5 of a percent keeps its tenth. */
export function useShare(): (percent: number) => string {
  const { language } = useWords();
  return useMemo(() => {
    const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    return (percent) => format.format(percent / 100);
  }, [language]);
}
