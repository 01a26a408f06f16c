import type { KeyboardEvent } from "react";
import { cx } from "../../ui/cx.ts";
import { DAY_END, type Span } from "./day-spans.ts";
import { timeText } from "./time-of-day.ts";
import css from "./week-grid.module.css";

interface Props {
  readonly span: Span;
  readonly index: number;
  /** "Tuesday 09:00 to 13:00" */
  readonly label: string;
  readonly selected: boolean;
  readonly hintId: string;
  /** Absent where it can only be read. */
  readonly onKeyDown: ((event: KeyboardEvent, index: number) => void) | undefined;
  readonly onFocus: (index: number) => void;
}

const place = ([from, to]: Span) => ({ left: `${(from / DAY_END) * 100}%`, width: `${((to - from) / DAY_END) * 100}%` });

/** Open hours on a day's track, with their times on them. */
export function HoursBlock({ hintId, index, label, onFocus, onKeyDown, selected, span }: Props) {
  const times = (
    <>
      <span className={css["times"]} aria-hidden="true">
        <span>{timeText(span[0])}</span>
        <i>–</i>
        <span>{timeText(span[1])}</span>
      </span>
    </>
  );
  if (onKeyDown === undefined)
    return (
      <span className={css["block"]} style={place(span)} role="img" aria-label={label} title={label}>
        {times}
      </span>
    );

  return (
    <button
      type="button"
      className={cx(css["block"], css["held"])}
      style={place(span)}
      data-span={index}
      data-selected={selected}
      title={label}
      aria-label={label}
      aria-describedby={hintId}
      aria-keyshortcuts="ArrowLeft ArrowRight Shift+ArrowLeft Shift+ArrowRight Alt+ArrowLeft Alt+ArrowRight Enter Delete"
      onKeyDown={(event) => onKeyDown(event, index)}
      onFocus={() => onFocus(index)}
    >
      <span className={css["edge"]} data-edge="from" />
      {times}
      <span className={css["edge"]} data-edge="to" />
    </button>
  );
}
