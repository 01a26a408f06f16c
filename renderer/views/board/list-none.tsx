import { CircleCheckBig, SearchX } from "lucide-react";
import { EVERYTHING, type BoardFilter } from "../../../shared/board/board-filter.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { useWords } from "../words/use-words.ts";

const isWhole = ({ descending: _d, group: _g, sort: _s, team: _t, ...asked }: BoardFilter): boolean =>
  Object.entries(asked).every(([key, value]) => value === undefined || value === EVERYTHING[key as keyof BoardFilter]);

/** Nothing is owed; or nothing of what was asked for. */
export function ListNone({ filter }: { readonly filter: BoardFilter }) {
  const { t } = useWords();
  return isWhole(filter) ? (
    <Empty icon={<CircleCheckBig size={28} strokeWidth={1.5} />} title={t("board.none")}>
      <p>{t("board.noneBody")}</p>
    </Empty>
  ) : (
    <Empty icon={<SearchX size={28} strokeWidth={1.5} />} title={t("board.noneFound")}>
      <Button onClick={() => setUi({ board: { period: "now", filter: { ...EVERYTHING, team: filter.team } } })}>{t("board.clearFilter")}</Button>
    </Empty>
  );
}
