import type { Signals } from "../../../shared/signals/signals.ts";
import { days, minus, toInstant, type Instant } from "../../../shared/time.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import css from "./bars.module.css";

const DAYS = 14;
const DAY_MS = days(1);

/** [S1-5] Negative signals by day, so that a rise is seen before it is an alarm. */
export function TrendBars({ to, trend }: { readonly trend: Signals["trend"]; readonly to: Instant }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const now = ticker.now();
  const last = toInstant(Math.floor(to / DAY_MS) * DAY_MS);
  const bars = Array.from({ length: DAYS }, (_, i) => {
    const day = minus(last, days(DAYS - 1 - i));
    return trend.find((one) => one.day === day) ?? { day, people: 0, negative: 0 };
  });
  const most = Math.max(1, ...bars.map(({ negative }) => negative));
  return (
    <figure className={css["figure"]}>
      <figcaption>{t("health.meta.trend")}</figcaption>
      <ol className={css["bars"]} aria-label={t("health.meta.trend")}>
        {bars.map(({ day, negative, people }) => {
          const said = t("health.meta.trendDay", { day: time.day(day, now), negative: time.number(negative), people: time.number(people) });
          return (
            <li key={day} title={said}>
              <span className={css["said"]}>{said}</span>
              <i className={css["bad"]} style={{ height: `${(negative / most) * 100}%` }} />
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
