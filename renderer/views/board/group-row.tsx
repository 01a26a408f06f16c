import type { BoardGroup } from "../../../shared/board/board-filter.ts";
import { useWords } from "../words/use-words.ts";
import css from "./board-list.module.css";

/** The head of a group: whose, and how many. */
export function GroupRow({ count, group, name, place }: { readonly name: string; readonly count: number; readonly group: BoardGroup; readonly place: number }) {
  const { t, time } = useWords();
  const none = group === "policy" ? t("board.noPolicy") : group === "team" ? t("board.noTeam") : t("board.unassigned");
  return (
    <div id={`board-row-${place}`} role="row" aria-rowindex={place + 1} className={css["group"]}>
      <span role="rowheader">
        <bdi>{name === "" ? none : name}</bdi>
        <small>{time.number(count)}</small>
      </span>
    </div>
  );
}
