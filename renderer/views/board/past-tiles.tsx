import type { BoardClock } from "../../../shared/board/board-row.ts";
import type { BoardFilter } from "../../../shared/board/board-filter.ts";
import type { BoardPast } from "../../commands/board.ts";
import type { Facts } from "../settings/use-facts.ts";
import { CLOCK_KINDS } from "../policies/what-applies.ts";
import { useWords } from "../words/use-words.ts";
import { AttainmentTile } from "./attainment-tile.tsx";
import { Tile } from "./tile.tsx";
import css from "./tile.module.css";

interface Props {
  readonly past: Facts<BoardPast>;
  readonly goal: number;
  /** The clock whose misses are listed. */
  readonly clock: BoardClock | undefined;
  readonly onMissed: (filter: Partial<BoardFilter>) => void;
}

/** What of the period was kept, clock by clock; each opens what was not. */
export function PastTiles({ clock, goal, onMissed, past }: Props) {
  const { t, time } = useWords();
  const fact = past.seen?.fact;
  const sum = (count: "missed" | "open" | "unanswered") =>
    fact === undefined ? undefined : CLOCK_KINDS.reduce((all, kind) => all + fact.attainment[kind][count], 0);
  const missed = sum("missed");

  return (
    <ul className={css["tiles"]} aria-label={t("board.tiles")}>
      {CLOCK_KINDS.map((kind) => (
        <AttainmentTile
          key={kind}
          kind={kind}
          period={fact?.period.name ?? "today"}
          past={past}
          goal={goal}
          current={clock === kind}
          onOpen={() => onMissed({ clock: kind })}
        />
      ))}
      <Tile name={t("board.missed")} value={missed === undefined ? "–" : time.number(missed)} tone={missed ? "bad" : undefined} onOpen={() => onMissed({})}>
        {t("board.missed.under")}
      </Tile>
      <Tile name={t("board.unanswered")} value={fact === undefined ? "–" : time.number(sum("unanswered") ?? 0)}>
        {t("board.unanswered.under", { count: sum("open") ?? 0 })}
      </Tile>
    </ul>
  );
}
