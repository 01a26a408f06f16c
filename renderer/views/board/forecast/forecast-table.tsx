import type { Forecast } from "../../../../shared/forecast/forecast.ts";
import { minutes, plus } from "../../../../shared/time.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./forecast-panel.module.css";
import { wholeBand } from "./whole-band.ts";

/** The chart for whoever reads rather than looks, with what comes and who is there. */
export function ForecastTable({ forecast: { halfHours, points } }: { readonly forecast: Extract<Forecast, { readonly kind: "forecast" }> }) {
  const { t, time } = useWords();
  return (
    <details className={css["details"]}>
      <summary>{t("forecast.table")}</summary>
      <div className={css["scroll"]}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("forecast.table.time")}</th>
              <th scope="col">{t("forecast.table.breaches")}</th>
              <th scope="col">{t("forecast.table.arrivals")}</th>
              <th scope="col">{t("forecast.table.replies")}</th>
              <th scope="col">{t("forecast.table.people")}</th>
            </tr>
          </thead>
          <tbody>
            {halfHours.map(({ arrivals, from, people, replies }) => {
              const to = plus(from, minutes(30));
              const point = points.find(({ at }) => at === to);
              const { high, low } = wholeBand(point ?? { low: 0, middle: 0, high: 0 });
              return (
                <tr key={from}>
                  <th scope="row">{`${time.time(from)}–${time.time(to)}`}</th>
                  <td>{low === high ? time.number(low) : t("forecast.range", { low: time.number(low), high: time.number(high) })}</td>
                  <td>{time.number(Math.round(arrivals))}</td>
                  <td>{time.number(Math.round(replies))}</td>
                  <td>{time.number(Math.round(people))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
