import { ArrowDown, ArrowUp, TriangleAlert } from "lucide-react";
import type { BoardColumn, BoardOrder, BoardRow } from "../../../../shared/templates/board-rows.ts";
import { failedCount, share } from "../../../../shared/templates/results.ts";
import { cx } from "../../../ui/cx.ts";
import { useWords } from "../../words/use-words.ts";
import { QualityMark, StatusMark } from "./marks.tsx";
import css from "./template-board.module.css";
import { usePercent } from "./use-percent.ts";

interface Props {
  readonly rows: readonly BoardRow[];
  readonly order: BoardOrder;
  readonly onOrder: (order: BoardOrder) => void;
  readonly leads: boolean;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}

const ALWAYS = ["name", "status", "quality", "risks"] as const satisfies readonly BoardColumn[];
const FIGURES = ["sent", "delivered", "read", "replied", "failed", "optedOut"] as const satisfies readonly BoardColumn[];

/** One line a template; figures for leads. A second press on a heading turns the order round. */
export function BoardTable({ leads, onOpen, onOrder, openId, order, rows }: Props) {
  const { t } = useWords();
  const columns: readonly BoardColumn[] = leads ? [...ALWAYS, ...FIGURES] : ALWAYS;
  return (
    <div className={css["scroll"]}>
      <table className={css["table"]}>
        <caption className={css["unseen"]}>{t("outreach.tab.templates")}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.template.id} row={row} leads={leads} open={row.template.id === openId} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isFigure = (column: BoardColumn): boolean => FIGURES.some((one) => one === column);

function Heading({ column, onOrder, order }: { readonly column: BoardColumn } & Pick<Props, "order" | "onOrder">) {
  const { t } = useWords();
  const mine = order.by === column;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" className={cx(isFigure(column) && css["figure"])} aria-sort={mine ? (order.descending ? "descending" : "ascending") : undefined}>
      <button type="button" className={css["sort"]} onClick={() => onOrder({ by: column, descending: mine ? !order.descending : column !== "name" })}>
        {t(`templates.column.${column}`)}
        {mine ? <Arrow size={12} strokeWidth={2} /> : null}
      </button>
    </th>
  );
}

function Line({ leads, onOpen, open, row }: { readonly row: BoardRow; readonly leads: boolean; readonly open: boolean; readonly onOpen: Props["onOpen"] }) {
  const { t, time } = useWords();
  const percent = usePercent();
  const { audience, lint, results, template } = row;
  const risks = lint.length + audience.length;
  const of = (count: number | undefined, all: number | undefined) =>
    count === undefined || all === undefined ? <td className={css["figure"]}>–</td> : <Figure count={count} share={percent(share(count, all))} />;
  return (
    <tr data-open={open} onClick={() => onOpen(template.id)}>
      <th scope="row">
        <button type="button" className={css["name"]} data-template={template.id} aria-expanded={open} onClick={() => onOpen(template.id)}>
          {template.name}
        </button>
        <small>
          {t(`template.category.${template.category}`)}
          {template.nextCategory === undefined ? null : (
            <b> {t("templates.becomes", { category: t(`template.category.${template.nextCategory.category}`) })}</b>
          )}
          {` · ${template.language}`}
        </small>
      </th>
      <td>
        <StatusMark template={template} />
      </td>
      <td>
        <QualityMark template={template} />
      </td>
      <td>
        {risks === 0 ? (
          <span className={css["none"]}>{t("templates.noRisks")}</span>
        ) : (
          <span className={css["mark"]} data-tone="warn">
            <TriangleAlert size={14} strokeWidth={1.75} />
            {t("template.risks", { count: risks })}
          </span>
        )}
      </td>
      {leads ? (
        <>
          <td className={css["figure"]}>{results === undefined ? "–" : time.number(results.sent)}</td>
          {of(results?.delivered, results?.sent)}
          {of(results?.read, results?.delivered)}
          {of(results?.replied, results?.delivered)}
          {of(results === undefined ? undefined : failedCount(results), results?.sent)}
          <td className={css["figure"]}>{results === undefined ? "–" : time.number(results.optedOut)}</td>
        </>
      ) : null}
    </tr>
  );
}

function Figure({ count, share: part }: { readonly count: number; readonly share: string | undefined }) {
  const { time } = useWords();
  return (
    <td className={css["figure"]}>
      {part ?? "–"}
      {part === undefined ? null : <small>{time.number(count)}</small>}
    </td>
  );
}
