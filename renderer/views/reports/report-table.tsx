import type { NamedReport } from "../../../shared/api/reports.ts";
import type { ReportFigures } from "../../../shared/reports/report.ts";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import type { ReportColumn, Sheet } from "./report-columns.ts";
import css from "./report-table.module.css";
import { useReportWords } from "./use-report-words.ts";

/** The cell that somebody wants to see behind; without a line, of all. */
export interface Cell {
  readonly column: ReportColumn;
  readonly key?: string | undefined;
}

interface Props {
  readonly named: NamedReport;
  readonly sheet: Sheet;
  readonly columns: readonly ReportColumn[];
  readonly onOpen: (cell: Cell) => void;
}

/** Line by line; each head says what it counts, each figure opens the conversations behind it. */
export function ReportTable({ columns, named, onOpen, sheet }: Props) {
  const { t } = useWords();
  const words = useReportWords();
  const { by, groups, total, totalBefore } = named.report;
  const clocks = columns.filter(({ clock }, i) => clock !== undefined && clock !== columns[i - 1]?.clock);

  return (
    <div className={css["card"]}>
      <table className={css["table"]}>
        <caption>{t("reports.table", { sheet: t(`reports.sheet.${sheet}`), by: t(`reports.by.${by}`) })}</caption>
        <thead>
          {clocks.length === 0 ? null : (
            <tr>
              <td />
              {clocks.map(({ clock, id }) =>
                clock === undefined ? null : (
                  <th key={id} scope="colgroup" colSpan={columns.filter((column) => column.clock === clock).length} data-first="">
                    {t(`clock.${clock}`)}
                  </th>
                ),
              )}
            </tr>
          )}
          <tr>
            <th scope="col">{t(`reports.by.${by}`)}</th>
            {columns.map((column, i) => (
              <th key={column.id} scope="col" data-number="" data-first={startsClock(columns, i)}>
                <Popover
                  label={t("reports.means")}
                  align="end"
                  trigger={
                    <button type="button" className={css["ask"]} aria-label={`${words.column(column)}. ${t("reports.means")}`}>
                      {t(column.head)}
                    </button>
                  }
                >
                  <p className={css["means"]}>
                    <b>{words.column(column)}</b>
                    {t(column.define)}
                  </p>
                </Popover>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={css["total"]}>
            <th scope="row">{t("reports.total")}</th>
            {columns.map((column, i) => (
              <Figure
                key={column.id}
                column={column}
                figures={total}
                before={totalBefore}
                name={t("reports.total")}
                first={startsClock(columns, i)}
                onOpen={() => onOpen({ column })}
              />
            ))}
          </tr>
          {groups.map(({ before, figures, key }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{words.line(named, key)}</bdi>
              </th>
              {columns.map((column, i) => (
                <Figure
                  key={column.id}
                  column={column}
                  figures={figures}
                  before={before}
                  name={words.line(named, key)}
                  first={startsClock(columns, i)}
                  onOpen={() => onOpen({ column, key })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {groups.length === 0 ? <p className={css["none"]}>{t("reports.noLines")}</p> : null}
    </div>
  );
}

const startsClock = (columns: readonly ReportColumn[], i: number): "" | undefined =>
  columns[i]?.clock !== undefined && columns[i]?.clock !== columns[i - 1]?.clock ? "" : undefined;

interface FigureProps {
  readonly column: ReportColumn;
  readonly figures: ReportFigures;
  readonly before: ReportFigures | undefined;
  readonly name: string;
  readonly first: "" | undefined;
  readonly onOpen: () => void;
}

function Figure({ before, column, figures, first, name, onOpen }: FigureProps) {
  const { t, time } = useWords();
  const words = useReportWords();
  const value = column.value(figures);
  const earlier = before === undefined ? undefined : column.value(before);
  const parts = column.parts?.(figures);
  const said = words.value(column, value);
  // A difference that cannot be read off the figures is none.
  const moved = value === undefined || earlier === undefined || words.value(column, earlier) === said ? undefined : value > earlier ? "more" : "less";
  const tone = moved === undefined || column.better === "neither" ? undefined : moved === column.better ? "ok" : "bad";
  return (
    <td data-number="" data-first={first}>
      {value === undefined || value === 0 ? (
        <span className={value === undefined ? css["nothing"] : undefined}>{said}</span>
      ) : (
        <button
          type="button"
          className={css["figure"]}
          aria-label={t("reports.cell.open", { name, column: words.column(column), value: said })}
          onClick={onOpen}
        >
          {said}
        </button>
      )}
      {parts === undefined || parts[1] === 0 ? null : <small>{t("reports.of", { count: time.number(parts[0]), of: time.number(parts[1]) })}</small>}
      {earlier === undefined ? null : (
        <small data-tone={tone}>
          {moved === undefined ? "" : moved === "more" ? "↑ " : "↓ "}
          {t("reports.before", { value: words.value(column, earlier) })}
          {tone === undefined ? null : <span className={css["unseen"]}> {t(tone === "ok" ? "reports.better" : "reports.worse")}</span>}
        </small>
      )}
    </td>
  );
}
