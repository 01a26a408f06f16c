import { Download, Printer, RefreshCw, Square } from "lucide-react";
import { useMemo, useState } from "react";
import type { NamedReport } from "../../../shared/api/reports.ts";
import { GROUPINGS, type Grouping } from "../../../shared/reports/report.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { localZone } from "../policies/zone-time.ts";
import { FaultLine } from "../what-if/fault-line.tsx";
import { saveFile } from "../what-if/save-file.ts";
import { useWords } from "../words/use-words.ts";
import { CellDialog } from "./cell-dialog.tsx";
import { PausesPanel } from "./pauses-panel.tsx";
import { ReportChart } from "./report-chart.tsx";
import { columnsOf, SHEETS, type Measure, type Sheet } from "./report-columns.ts";
import { reportCsv } from "./report-csv.ts";
import { dateText, lastOf, PERIOD_CHOICES, readPeriod, type PeriodWish } from "./report-period.ts";
import css from "./reports-page.module.css";
import { ReportTable, type Cell } from "./report-table.tsx";
import { ReportTrouble } from "./report-trouble.tsx";
import { useReport } from "./use-report.ts";
import { useReportWords } from "./use-report-words.ts";

type Tab = Sheet | "pauses";

export function LeadReports() {
  const { t, time } = useWords();
  const ticker = useTicker();
  const timeZone = localZone();
  const [wish, setWish] = useState<PeriodWish>(() => ({ choice: "week", first: dateText(ticker.now(), timeZone), last: dateText(ticker.now(), timeZone) }));
  const [by, setBy] = useState<Grouping>("agent");
  const [tab, setTab] = useState<Tab>("promises");
  const [measure, setMeasure] = useState<Measure>("own");
  // Asked again only when somebody chooses or wants it: the day may end meanwhile.
  const read = useMemo(() => readPeriod(wish, timeZone, ticker.now()), [wish, timeZone, ticker]);
  const asked = useMemo(() => (read.kind === "ok" ? { period: read.period, by, timeZone } : undefined), [read, by, timeZone]);
  const { again, running, told, trouble } = useReport(asked);

  return (
    <>
      <div className={css["bar"]}>
        <div className={css["choices"]} role="radiogroup" aria-label={t("reports.period")}>
          {PERIOD_CHOICES.map((choice) => (
            <label key={choice}>
              <input type="radio" name="reports-period" checked={wish.choice === choice} onChange={() => setWish({ ...wish, choice })} />
              <span>{t(`reports.period.${choice}`)}</span>
            </label>
          ))}
        </div>
        {wish.choice === "own" ? (
          <span className={css["own"]}>
            <input type="date" aria-label={t("whatIf.first")} value={wish.first} onChange={(event) => setWish({ ...wish, first: event.target.value })} />
            –
            <input type="date" aria-label={t("whatIf.last")} value={wish.last} onChange={(event) => setWish({ ...wish, last: event.target.value })} />
          </span>
        ) : null}
        <label className={css["by"]}>
          {t("reports.by")}
          <select value={by} onChange={(event) => setBy(event.target.value as Grouping)}>
            {GROUPINGS.map((one) => (
              <option key={one} value={one}>
                {t(`reports.by.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <span className={css["grow"]} />
        <IconButton label={t("settings.refresh")} framed aria-busy={running !== undefined} onClick={again}>
          <RefreshCw size={15} strokeWidth={1.75} />
        </IconButton>
      </div>
      {read.kind === "fault" ? <FaultLine id="reports-period-fault">{t(`whatIf.fault.${read.fault}`)}</FaultLine> : null}
      <div className={css["bar"]}>
        <nav className={css["sheets"]} aria-label={t("reports.sheets")}>
          {[...SHEETS, "pauses" as const].map((one) => (
            <button key={one} type="button" aria-current={tab === one ? "true" : undefined} onClick={() => setTab(one)}>
              {t(`reports.sheet.${one}`)}
            </button>
          ))}
        </nav>
        {tab === "waits" ? (
          <div className={css["choices"]} role="radiogroup" aria-label={t("reports.measured")}>
            {(["own", "wall"] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="reports-measure" checked={measure === one} onChange={() => setMeasure(one)} />
                <span>{t(`reports.measured.${one}`)}</span>
              </label>
            ))}
          </div>
        ) : null}
      </div>
      {running === undefined || tab === "pauses" ? null : (
        <div className={css["running"]}>
          <p id="reports-progress" role="status">
            {running.progress === undefined
              ? t("reports.counting")
              : t("reports.progress", { done: time.number(running.progress.done), of: time.number(running.progress.of) })}
          </p>
          <progress
            aria-labelledby="reports-progress"
            {...(running.progress === undefined ? {} : { value: running.progress.done, max: Math.max(1, running.progress.of) })}
          />
          <Button size="small" onClick={running.stop}>
            <Square size={12} strokeWidth={2} />
            {t("reports.stop")}
          </Button>
        </div>
      )}
      <div role="status" className={css["state"]}>
        {trouble === undefined || tab === "pauses" ? null : (
          <ReportTrouble
            trouble={trouble}
            kept={told === undefined ? undefined : t("reports.kept", { time: time.until(told.report.computedAt, ticker.now()) })}
            onAgain={again}
          />
        )}
      </div>
      {tab === "pauses" ? (
        read.kind === "ok" ? (
          <PausesPanel period={read.period} timeZone={timeZone} />
        ) : null
      ) : told === undefined ? (
        running === undefined ? null : (
          <div className={css["bones"]}>
            <Skeleton width="100%" />
            <Skeleton width="62%" />
            <Skeleton width="78%" />
          </div>
        )
      ) : (
        <Counted named={told} sheet={tab} measure={measure} stale={running !== undefined} />
      )}
    </>
  );
}

interface CountedProps {
  readonly named: NamedReport;
  readonly sheet: Sheet;
  readonly measure: Measure;
  /** Something else is being counted. */
  readonly stale: boolean;
}

function Counted({ measure, named, sheet, stale }: CountedProps) {
  const { language, t, time } = useWords();
  const words = useReportWords();
  const ticker = useTicker();
  const [cell, setCell] = useState<Cell>();
  const { report } = named;
  const { before, by, computedAt, period, timeZone, total } = report;
  const columns = useMemo(() => columnsOf(sheet, measure), [sheet, measure]);
  const dates = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone });
  const daysOf = (stretch: typeof period) => ({ from: dates.format(stretch.from), to: dates.format(lastOf(stretch)) });
  const stretch = t("reports.stretch", { ...daysOf(period), zone: timeZone });
  const behind = useMemo(
    () =>
      cell === undefined ? undefined : { period, timeZone, figure: cell.column.figure, ...(cell.key === undefined ? {} : { line: { by, key: cell.key } }) },
    [cell, period, timeZone, by],
  );

  const lineName = (key: string): string => words.line(named, key);
  const save = () =>
    saveFile(
      `${t("reports.picture.file", { from: dateText(period.from, timeZone), by: t(`reports.by.${by}`) })}.csv`,
      reportCsv({ named, columns, lineName, columnName: words.column }, t),
      "text/csv",
    );

  return (
    <div className={css["counted"]} aria-busy={stale} data-stale={stale || undefined}>
      <div className={css["bar"]}>
        <p className={css["stretch"]}>
          {stretch}, {t("reports.compared", daysOf(before))} ·{" "}
          {t("reports.conversations", { count: total.conversations, number: time.number(total.conversations) })} ·{" "}
          {t("reports.asOf", { time: time.until(computedAt, ticker.now()) })}
        </p>
        <Button size="small" onClick={() => window.print()}>
          <Printer size={14} strokeWidth={1.75} />
          {t("reports.print")}
        </Button>
        <Button size="small" onClick={save}>
          <Download size={14} strokeWidth={1.75} />
          {t("reports.csv")}
        </Button>
      </div>
      {total.conversations === 0 ? (
        <div className={css["card"]}>
          <Empty title={t("reports.empty")}>
            <p>{t("reports.emptyBody")}</p>
          </Empty>
        </div>
      ) : (
        <>
          <ReportChart named={named} columns={columns} stretch={stretch} />
          <ReportTable named={named} sheet={sheet} columns={columns} onOpen={setCell} />
          <p className={css["note"]}>{t("reports.whose")}</p>
        </>
      )}
      {cell === undefined || behind === undefined ? null : (
        <CellDialog
          title={`${cell.key === undefined ? t("reports.total") : lineName(cell.key)} · ${words.column(cell.column)}`}
          wish={behind}
          onClose={() => setCell(undefined)}
        />
      )}
    </div>
  );
}
