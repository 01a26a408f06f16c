import { useMemo } from "react";
import { rateOf, type Share } from "../../../shared/signals/share.ts";
import { useWords } from "../words/use-words.ts";

export interface Rates {
  readonly percent: (rate: number) => string;
  /** "2.3 %", or that there is nothing to take a part of. */
  readonly share: (share: Share) => string;
  /** "12 of 400" */
  readonly counts: (share: Share) => string;
  readonly times: (value: number) => string;
}

export function useRates(): Rates {
  const { language, t, time } = useWords();
  return useMemo(() => {
    const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    return {
      percent: (rate) => format.format(rate),
      share: (share) => {
        const rate = rateOf(share);
        return rate === undefined ? t("health.meta.noCase") : format.format(rate);
      },
      counts: ({ count, of }) => t("health.meta.shareOf", { count: time.number(count), of: time.number(of) }),
      times: (value) => oneDigit.format(value),
    };
  }, [language, t, time]);
}
