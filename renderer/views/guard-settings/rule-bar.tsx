import type { RuleFigures } from "../../../shared/api/guard-figures.ts";
import { useWords } from "../words/use-words.ts";
import css from "./rule-outcome.module.css";
import { spokenNumbers } from "./spoken-numbers.ts";

/** How often a rule spoke, beside the one that spoke most, and how much of it was passed; the words say the same. */
export function RuleBar({ figures, most }: { readonly figures: RuleFigures; readonly most: number }) {
  const { t, time } = useWords();
  const { fired, mended, overridden, refused } = figures;
  if (fired === 0) return <span className={css["bar"]}>{t("guardSet.figures.none")}</span>;
  const said = spokenNumbers(figures, time.number);
  const share = (count: number): string => `${(100 * count) / Math.max(1, most)}%`;
  return (
    <span className={css["bar"]} title={t("guardSet.figures.spoken", said)}>
      <span className={css["track"]} aria-hidden="true">
        <span data-part="overridden" style={{ width: share(overridden) }} />
        <span data-part="mended" style={{ width: share(mended) }} />
        <span data-part="refused" style={{ width: share(refused) }} />
      </span>
      <span className={css["barWords"]} aria-label={t("guardSet.figures.spoken", said)} role="img">
        {t("guardSet.figures.short", said)}
      </span>
    </span>
  );
}
