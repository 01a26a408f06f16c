import type { WhatIfResult } from "../../../shared/api/sla.ts";
import { useWords } from "../words/use-words.ts";
import css from "./hours-chart.module.css";

/** When promises were missed, by the hour at which they fell due: as it was and under the draft, side by side. */
export function HoursChart({ hours, unsaved }: { readonly hours: WhatIfResult["hours"]; readonly unsaved: boolean }) {
  const { t, time } = useWords();
  const most = Math.max(1, ...hours.flatMap(({ draft, today }) => [draft, today]));
  const worst = hours.reduce((a, b) => (b.draft > a.draft ? b : a), hours[0] ?? { hour: 0, today: 0, draft: 0 });
  const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  const draftName = t(unsaved ? "whatIf.draft" : "whatIf.draftToday");
  const none = hours.every(({ draft, today }) => draft + today === 0);

  return (
    <section className={css["card"]} aria-labelledby="what-if-hours">
      <header className={css["head"]}>
        <h4 id="what-if-hours">{t("whatIf.hours")}</h4>
        <p>
          <i className={css["key"]} data-side="today" /> {t("whatIf.today")} <i className={css["key"]} data-side="draft" /> {draftName}
        </p>
      </header>
      {none ? (
        <p className={css["none"]}>{t("whatIf.hours.none")}</p>
      ) : (
        <>
          <div className={css["plot"]} role="img" aria-label={t("whatIf.hours.most", { hour: hourText(worst.hour), today: worst.today, draft: worst.draft })}>
            <span className={css["top"]}>{time.number(most)}</span>
            {hours.map(({ draft, hour, today }) => (
              <span key={hour} className={css["hour"]} title={t("whatIf.hours.one", { hour: hourText(hour), today, draft })}>
                <i className={css["bar"]} data-side="today" style={{ height: `${((today / most) * 100).toFixed(1)}%` }} />
                <i className={css["bar"]} data-side="draft" style={{ height: `${((draft / most) * 100).toFixed(1)}%` }} />
              </span>
            ))}
          </div>
          <div className={css["axis"]} aria-hidden="true">
            {hours.map(({ hour }) => (
              <span key={hour}>{hour % 3 === 0 ? hour : ""}</span>
            ))}
          </div>
          <details className={css["details"]}>
            <summary>{t("whatIf.hours.table")}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("whatIf.csv.hour")}</th>
                  <th scope="col">{t("whatIf.today")}</th>
                  <th scope="col">{draftName}</th>
                </tr>
              </thead>
              <tbody>
                {hours.map(({ draft, hour, today }) => (
                  <tr key={hour}>
                    <th scope="row">{hourText(hour)}</th>
                    <td>{time.number(today)}</td>
                    <td>{time.number(draft)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  );
}
