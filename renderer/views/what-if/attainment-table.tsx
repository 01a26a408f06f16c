import type { WhatIfResult } from "../../../shared/api/sla.ts";
import type { Attainment } from "../../../shared/sla/attainment.ts";
import { CLOCK_KINDS } from "../policies/what-applies.ts";
import { useWords } from "../words/use-words.ts";
import css from "./attainment-table.module.css";

/** Met in time out of what was owed, by clock: as it was, under the draft, and the difference in words. */
export function AttainmentTable({ metrics, unsaved }: { readonly metrics: WhatIfResult["metrics"]; readonly unsaved: boolean }) {
  const { t } = useWords();
  return (
    <div className={css["card"]}>
      <table className={css["table"]}>
        <caption>{t("whatIf.attainment")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("whatIf.csv.clock")}</th>
            <th scope="col">
              <i className={css["key"]} data-side="today" />
              {t("whatIf.today")}
            </th>
            <th scope="col">
              <i className={css["key"]} data-side="draft" />
              {t(unsaved ? "whatIf.draft" : "whatIf.draftToday")}
            </th>
            <th scope="col">{t("whatIf.csv.difference")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {CLOCK_KINDS.map((kind) => {
            const { draft, today } = metrics[kind];
            return (
              <tr key={kind}>
                <th scope="row">{t(`clock.${kind}`)}</th>
                <Share of={today} />
                <Share of={draft} />
                <Difference draft={draft} today={today} />
                <td className={css["bars"]} aria-hidden="true">
                  <Bar share={today.share} side="today" />
                  <Bar share={draft.share} side="draft" />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Share({ of }: { readonly of: Attainment }) {
  const { language, t, time } = useWords();
  if (of.share === undefined) return <td className={css["nothing"]}>{t("whatIf.nothingOwed")}</td>;

  const percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const others = (["unanswered", "notNeeded", "cancelled", "open"] as const).filter((count) => of[count] > 0);
  return (
    <td>
      <b className={css["figure"]}>{percent.format(of.share)}</b>
      <small>{t("whatIf.metMissed", { met: time.number(of.met), missed: time.number(of.missed) })}</small>
      {others.length === 0 ? null : <small>{others.map((count) => `${t(`whatIf.count.${count}`)} ${time.number(of[count])}`).join(" · ")}</small>}
    </td>
  );
}

function Difference({ draft, today }: { readonly draft: Attainment; readonly today: Attainment }) {
  const { language, t } = useWords();
  if (draft.share === undefined || today.share === undefined) return <td className={css["nothing"]}>{t("whatIf.noDifference")}</td>;

  // In tenths of a point, as both figures are shown.
  const points = (Math.round(draft.share * 1_000) - Math.round(today.share * 1_000)) / 10;
  const text = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(Math.abs(points));
  return (
    <td className={css["difference"]} data-tone={points > 0 ? "ok" : points < 0 ? "bad" : undefined}>
      {points === 0 ? t("whatIf.same") : t(points > 0 ? "whatIf.better" : "whatIf.worse", { points: text })}
    </td>
  );
}

const Bar = ({ share, side }: { readonly share: number | undefined; readonly side: "today" | "draft" }) => (
  <span className={css["track"]}>
    {share === undefined ? null : <i className={css["bar"]} data-side={side} style={{ width: `${(share * 100).toFixed(1)}%` }} />}
  </span>
);
