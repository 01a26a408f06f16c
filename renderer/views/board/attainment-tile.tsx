import type { BoardPeriod } from "../../../shared/board/board-answer.ts";
import type { ClockKind } from "../../../shared/sla/clock.ts";
import type { BoardPast } from "../../commands/board.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Facts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import { Tile } from "./tile.tsx";
import css from "./tile.module.css";

interface Props {
  readonly kind: ClockKind;
  readonly period: BoardPeriod;
  readonly past: Facts<BoardPast>;
  readonly goal: number;
  readonly current?: boolean;
  readonly onOpen: () => void;
}

/** The share of promises kept, with the line that is to be reached. */
export function AttainmentTile({ current = false, goal, kind, onOpen, past, period }: Props) {
  const { language, t, time } = useWords();
  const counted = past.seen?.fact.attainment[kind];
  const name = t(`board.kept.${period}`, { clock: t(`clock.${kind}`) });
  if (counted === undefined)
    return (
      <Tile name={name} value={past.state === "loading" ? <Skeleton width={72} height={22} /> : "–"}>
        {past.state === "loading" ? <Skeleton width={96} /> : t("board.kept.unknown")}
      </Tile>
    );

  const { met, missed, share } = counted;
  const percent = (value: number, digits: number) =>
    new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  // Cut off, not rounded up: 94.96 % has not reached 95 %.
  const shown = share === undefined ? undefined : Math.floor(share * 1_000) / 1_000;
  return (
    <Tile
      name={name}
      current={current}
      value={shown === undefined ? "–" : percent(shown, shown === 1 ? 0 : 1)}
      tone={share === undefined ? undefined : share >= goal ? "ok" : "warn"}
      onOpen={onOpen}
    >
      {share === undefined
        ? t("board.kept.nothing")
        : t("board.kept.of", { goal: percent(goal, goal * 100 === Math.round(goal * 100) ? 0 : 1), met: time.number(met), of: time.number(met + missed) })}
      {share === undefined ? null : (
        // The mark on the line says without a colour whether it is reached.
        <span className={css["line"]} aria-hidden="true">
          <i style={{ width: `${share * 100}%` }} data-tone={share >= goal ? "ok" : "warn"} />
          <b style={{ left: `${goal * 100}%` }} />
        </span>
      )}
    </Tile>
  );
}
