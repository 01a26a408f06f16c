import { useMemo } from "react";
import { useWords } from "../../words/use-words.ts";

/** Whole per cents; small shares keep one digit, so that two opt-outs in a thousand are not none. */
export function usePercent(): (share: number | undefined) => string | undefined {
  const { language } = useWords();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
    const small = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    return (share) => (share === undefined ? undefined : (share > 0 && share < 0.1 ? small : whole).format(share));
  }, [language]);
}
