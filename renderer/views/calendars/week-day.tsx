import { Plus } from "lucide-react";
import { useId, useRef, type KeyboardEvent } from "react";
import type { Weekday } from "../../../shared/sla/calendar.ts";
import { IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { moved, offered, resized, STEP, type DaySpans, type Span } from "./day-spans.ts";
import { HoursBlock } from "./hours-block.tsx";
import { timeText } from "./time-of-day.ts";
import { useCalendarWords } from "./use-calendar-words.ts";
import { useSpanDrag } from "./use-span-drag.ts";
import css from "./week-grid.module.css";

export interface DayActions {
  /** `index`: the interval that was made or changed; `tag` as in use-history.ts. */
  readonly change: (day: Weekday, spans: DaySpans, index: number, tag?: string) => void;
  readonly remove: (day: Weekday, index: number) => void;
  readonly select: (day: Weekday, index: number) => void;
  readonly edit: (day: Weekday, index: number) => void;
  /** To the day before or after, where there are hours. */
  readonly leave: (day: Weekday, way: -1 | 1, minute: number) => void;
}

interface Props {
  readonly day: Weekday;
  readonly spans: DaySpans;
  readonly selected: number | undefined;
  readonly hintId: string;
  /** How the way to a fault of this day is found. */
  readonly path: string;
  readonly faulty: boolean;
  /** Absent where it can only be read. */
  readonly actions: DayActions | undefined;
}

/** A day's 24 hours: drag over what is empty to open, drag a block or its ends, or use the keys of the hint. */
export function WeekDay({ actions, day, faulty, hintId, path, selected, spans }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const focus = (index: number) => row.current?.querySelector<HTMLElement>(`[data-span="${index}"]`)?.focus({ preventScroll: true });

  const { dragging, shown, track } = useSpanDrag({
    spans,
    onGrip: focus,
    onDrop: (next, minute) => {
      const index = Math.max(
        0,
        next.findIndex(([from, to]) => from <= minute && minute <= to),
      );
      actions?.change(day, next, index);
    },
    onDoubleClick: (index) => actions?.remove(day, index),
  });

  const press = (event: KeyboardEvent, index: number) => {
    const span = spans[index];
    if (span === undefined || actions === undefined) return;
    const way = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
    if (way !== 0) {
      const edge = event.shiftKey ? "to" : event.altKey ? "from" : undefined;
      const next = edge === undefined ? moved(spans, index, way) : resized(spans, index, edge, (edge === "to" ? span[1] : span[0]) + way);
      actions.change(day, next, index, `${day} ${index}`);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") actions.leave(day, event.key === "ArrowUp" ? -1 : 1, (span[0] + span[1]) / 2);
    else if (event.key === "Enter") actions.edit(day, index);
    else if (event.key === "Delete" || event.key === "Backspace") actions.remove(day, index);
    else return;
    event.preventDefault();
  };
  const next = offered(spans);

  return (
    <li className={css["day"]} data-day={day}>
      <span className={css["name"]} id={id}>
        {words.long(day)}
      </span>
      <div
        className={css["track"]}
        ref={row}
        role="group"
        aria-labelledby={id}
        data-editable={actions !== undefined}
        data-dragging={dragging}
        {...(actions === undefined ? {} : track)}
      >
        {shown.length === 0 ? <span className={css["closed"]}>{t("calendars.closed")}</span> : null}
        {shown.map((span, index) => (
          <HoursBlock
            // A block keeps its place among the others, and with it the focus.
            key={index}
            index={index}
            span={span}
            label={spanLabel(words.long(day), span, t)}
            selected={selected === index}
            hintId={hintId}
            onKeyDown={actions === undefined ? undefined : press}
            onFocus={(one) => actions?.select(day, one)}
          />
        ))}
      </div>
      {actions === undefined ? null : (
        <IconButton
          label={t("calendars.week.add", { day: words.long(day) })}
          side="left"
          disabled={next === undefined}
          data-path={path}
          {...(faulty ? { "aria-invalid": true } : {})}
          onClick={() => {
            if (next === undefined) return;
            const all = [...spans, next].toSorted((a, b) => a[0] - b[0]);
            actions.change(day, all, all.indexOf(next));
          }}
        >
          <Plus size={15} strokeWidth={1.75} />
        </IconButton>
      )}
    </li>
  );
}

export const spanLabel = (day: string, [from, to]: Span, t: ReturnType<typeof useWords>["t"]): string =>
  t("calendars.week.span", { day, from: timeText(from), to: timeText(to) });
