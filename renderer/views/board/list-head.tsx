import { ArrowDown, ArrowUp } from "lucide-react";
import type { BoardFilter, BoardSort } from "../../../shared/board/board-filter.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { useWords } from "../words/use-words.ts";
import css from "./board-list.module.css";

interface Props {
  readonly filter: BoardFilter;
  readonly all: boolean;
  readonly some: boolean;
  readonly leads: boolean;
  readonly onAll: (all: boolean) => void;
}

const COLUMNS: readonly { readonly sort: BoardSort; readonly place: string; readonly name: "customer" | "clock" | "left" | "team" | "owner" }[] = [
  { sort: "customer", place: "customer", name: "customer" },
  { sort: "clock", place: "clock", name: "clock" },
  { sort: "due", place: "left", name: "left" },
  { sort: "team", place: "team", name: "team" },
  { sort: "agent", place: "owner", name: "owner" },
];

/** Names of the columns; a press sorts by one, a second one the other way round. */
export function ListHead({ all, filter, leads, onAll, some }: Props) {
  const { t } = useWords();
  const sortBy = (sort: BoardSort): void => {
    const { board } = readUi();
    setUi({ board: { ...board, filter: { ...board.filter, sort, descending: board.filter.sort === sort && !board.filter.descending } } });
  };
  return (
    <div className={css["columns"]} role="group" aria-label={t("board.sort")}>
      {leads ? (
        <span className={css["check"]}>
          <input
            type="checkbox"
            aria-label={t("board.chooseAll")}
            checked={all}
            ref={(box) => {
              if (box !== null) box.indeterminate = some && !all;
            }}
            onChange={(event) => onAll(event.target.checked)}
          />
        </span>
      ) : null}
      {COLUMNS.map(({ name, place, sort }) => {
        const isSorted = filter.sort === sort;
        return (
          <span key={sort} className={css[place]}>
            <button
              type="button"
              aria-pressed={isSorted}
              aria-label={
                isSorted ? t(filter.descending ? "board.sorted.down" : "board.sorted.up", { column: t(`board.column.${name}`) }) : t(`board.column.${name}`)
              }
              onClick={() => sortBy(sort)}
            >
              {t(`board.column.${name}`)}
              {isSorted && (sort !== "due" || filter.descending) ? (
                filter.descending ? (
                  <ArrowDown size={12} strokeWidth={2} />
                ) : (
                  <ArrowUp size={12} strokeWidth={2} />
                )
              ) : null}
            </button>
          </span>
        );
      })}
      <span className={css["due"]}>{t("board.column.due")}</span>
    </div>
  );
}
