import type { Forecast } from "../../../../shared/forecast/forecast.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./forecast-panel.module.css";
import { wholeBand } from "./whole-band.ts";

type Told = Extract<Forecast, { readonly kind: "forecast" }>;

/** The same in words: how many in all, what one more person would change, and what comes against who is there. */
export function ForecastSentences({ forecast }: { readonly forecast: Told }) {
  const { t, time } = useWords();
  const { firstAt, oneMore, points, total } = forecast;
  // Where some have happened already the first is no news.
  const isCalm = points[0]?.high === 0;
  const { high, low, middle } = wholeBand(total);
  const numbers = { low: time.number(low), middle: time.number(middle), high: time.number(high) };
  return (
    <div className={css["words"]}>
      <p>
        {high === 0 ? t("forecast.none") : t(low === high ? "forecast.totalSame" : "forecast.total", numbers)}
        {high === 0 || firstAt === undefined || !isCalm ? null : ` ${t("forecast.first", { time: time.time(firstAt) })}`}
      </p>
      {oneMore === undefined ? null : (
        <p className={css["change"]} title={t("forecast.oneMoreTip", { low: time.number(oneMore.low), high: time.number(oneMore.high) })}>
          {t(oneMore.from === forecast.at ? "forecast.oneMoreNow" : "forecast.oneMore", {
            time: time.time(oneMore.from),
            prevents: time.number(oneMore.prevents),
            of: time.number(oneMore.of),
          })}
        </p>
      )}
      <p className={css["load"]}>{useLoad(forecast)}</p>
    </div>
  );
}

/** [S0-17] By the hour, over both. */
function useLoad({ halfHours }: Told): string {
  const { t, time } = useWords();
  const anHour = (of: (one: Told["halfHours"][number]) => number): number =>
    (2 * halfHours.reduce((sum, one) => sum + of(one), 0)) / Math.max(1, halfHours.length);
  const people = anHour((one) => one.people) / 2;
  const arrivals = time.number(Math.round(anHour((one) => one.arrivals)));
  if (people < 0.25) return t("forecast.loadNobody", { arrivals });
  return t("forecast.load", { arrivals, people: time.number(Math.max(1, Math.round(people))), replies: time.number(Math.round(anHour((one) => one.replies))) });
}
