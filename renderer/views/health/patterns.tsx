import { CircleCheck, Minus, TriangleAlert } from "lucide-react";
import type { Pattern } from "../../../shared/signals/patterns.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";
import { useRates } from "./use-rates.ts";

/** [S0-14] What stands out to a machine without anybody complaining. */
export function Patterns({ patterns }: { readonly patterns: readonly Pattern[] }) {
  const { t } = useWords();
  const { percent, times } = useRates();
  return (
    <Panel title={t("health.patterns.title")}>
      <p className={css["quiet"]}>{t("health.patterns.body")}</p>
      <ul className={css["lines"]}>
        {patterns.map(({ fires, id, threshold, value }) => {
          const say = id === "burst" || id === "identical-texts" ? times : percent;
          // Over the threshold, and of too few to mean anything.
          const isFew = !fires && value >= threshold;
          const tone = fires ? "warn" : isFew ? undefined : "ok";
          const Sign = fires ? TriangleAlert : isFew ? Minus : CircleCheck;
          return (
            <li key={id}>
              <Sign size={15} strokeWidth={1.75} className={css["word"]} data-tone={tone} aria-hidden />
              <span className={css["grow"]}>
                {t(`health.patterns.${id}`)}
                <small className={css["note"]}> · {t(`health.patterns.${id}.value`, { value: say(value), threshold: say(threshold) })}</small>
              </span>
              <span className={css["word"]} data-tone={tone}>
                {t(fires ? "health.patterns.fires" : isFew ? "health.patterns.few" : "health.patterns.fine")}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
