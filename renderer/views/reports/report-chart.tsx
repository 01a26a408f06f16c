import { Image } from "lucide-react";
import { useState } from "react";
import type { NamedReport } from "../../../shared/api/reports.ts";
import { Button } from "../../ui/button.tsx";
import { saveFile } from "../what-if/save-file.ts";
import { useWords } from "../words/use-words.ts";
import { chartLayout, type ChartBar } from "./chart-layout.ts";
import { chartPicture, TONES } from "./chart-picture.ts";
import type { ReportColumn } from "./report-columns.ts";
import css from "./report-chart.module.css";
import { useReportWords } from "./use-report-words.ts";

interface Props {
  readonly named: NamedReport;
  readonly columns: readonly ReportColumn[];
  /** What stands under the title of the picture: period and zone. */
  readonly stretch: string;
}

/** More would be a wall. */
const MOST_LINES = 12;

/** One column of the table drawn: lines for people and teams, columns for days and hours. The table beneath says the same in words. */
export function ReportChart({ columns, named, stretch }: Props) {
  const { t } = useWords();
  const words = useReportWords();
  const [wish, setWish] = useState<string>();
  const [failed, setFailed] = useState(false);
  const column = columns.find(({ id }) => id === wish) ?? columns.find(({ value }) => value(named.report.total) !== undefined) ?? columns[0];
  if (column === undefined) return null;

  const { by, groups } = named.report;
  const across = by === "day" || by === "hour";
  const shown = across ? groups : groups.slice(0, MOST_LINES);
  const bars = shown.map(({ before, figures, key }): ChartBar => {
    const value = column.value(figures);
    return { key, name: words.line(named, key), value, before: before === undefined ? undefined : column.value(before), said: words.value(column, value) };
  });
  const layout = chartLayout(bars, across);
  const title = `${words.column(column)} · ${t(`reports.by.${by}`)}`;
  const save = async () => {
    const picture = await chartPicture({ layout, title, subtitle: stretch }).catch(() => undefined);
    setFailed(picture === undefined);
    if (picture !== undefined) saveFile(`${title.replaceAll(/[:·/\\]+/gu, "").replaceAll(/\s+/gu, " ")}.png`, picture, "image/png");
  };

  return (
    <section className={css["card"]} aria-labelledby="report-chart">
      <header className={css["head"]}>
        <h2 id="report-chart">{t("reports.chart")}</h2>
        <label className={css["shows"]}>
          {t("reports.chart.shows")}
          <select value={column.id} onChange={(event) => setWish(event.target.value)}>
            {columns.map((one) => (
              <option key={one.id} value={one.id}>
                {words.column(one)}
              </option>
            ))}
          </select>
        </label>
        {across || bars.every(({ before }) => before === undefined) ? null : (
          <span className={css["legend"]}>
            <i /> {t("reports.chart.before")}
          </span>
        )}
        <Button size="small" className={css["save"]} onClick={() => void save()}>
          <Image size={14} strokeWidth={1.75} />
          {t("reports.png")}
        </Button>
      </header>
      <p role="status" className={css["failed"]}>
        {failed ? t("reports.pngFailed") : ""}
      </p>
      {bars.every(({ value }) => value === undefined || value === 0) ? (
        <p className={css["none"]}>{t("reports.chart.none")}</p>
      ) : (
        <svg
          className={css["chart"]}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          role="img"
          aria-label={bars.map(({ name, said }) => t("reports.chart.one", { name, value: said })).join("; ")}
        >
          {layout.boxes.map(({ key, tone, ...box }) => (
            <rect key={key} {...box} rx={tone === "line" ? 0 : 1.5} style={{ fill: `var(${TONES[tone]})` }} />
          ))}
          {layout.words.map(({ anchor, key, text, tone, x, y }) => (
            <text key={key} x={x} y={y} textAnchor={anchor} style={{ fill: `var(${TONES[tone]})` }}>
              {text}
            </text>
          ))}
        </svg>
      )}
      {shown.length < groups.length ? <p className={css["none"]}>{t("reports.chart.first", { count: shown.length })}</p> : null}
    </section>
  );
}
