import { Moon, Trash2 } from "lucide-react";
import { useId, useRef, useState, type FocusEvent } from "react";
import type { Weekday } from "../../../shared/sla/calendar.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { calendarFaultWords } from "./calendar-faults.ts";
import { DAY_END, placed, removed, type DaySpans } from "./day-spans.ts";
import css from "./exact-hours.module.css";
import { hoursFault } from "./hours-fault.ts";
import { Fault } from "./part.tsx";
import { readTime, timeText } from "./time-of-day.ts";
import { TimePair } from "./time-pair.tsx";
import { useCalendarWords } from "./use-calendar-words.ts";
import { dayAfter } from "./week.ts";

interface Props {
  readonly day: Weekday;
  readonly spans: DaySpans;
  readonly index: number;
  /** Until when a night that ends at midnight could go on; undefined where there is nothing to offer. */
  readonly nightUntil: number | undefined;
  readonly onChange: (spans: DaySpans, index: number) => void;
  /** Goes on after midnight until then, with these hours on this day where they change. */
  readonly onNight: (spans: DaySpans | undefined, until: number) => void;
  readonly onRemove: () => void;
  readonly onLeave: () => void;
}

/** The exact times of one interval. They hold with Enter, or when the fields are left. */
export function ExactHours({ day, index, nightUntil, onChange, onLeave, onNight, onRemove, spans }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const faultId = useId();
  const form = useRef<HTMLFormElement>(null);
  const span = spans[index] ?? [0, 0];
  const [typed, setTyped] = useState<readonly [string, string]>([timeText(span[0]), timeText(span[1])]);
  const [tried, setTried] = useState(false);
  // What is settled once leads to new fields; the focus that leaves these must not settle it again.
  const settled = useRef(false);
  const others = removed(spans, index);
  const fault = hoursFault(others, typed);
  const [from, to] = [readTime(typed[0]), readTime(typed[1])];
  // 22:00 to 06:00 is a night: what is missing is only that it is two intervals.
  const overMidnight = from !== undefined && to !== undefined && to < from ? placed(spans, index, [from, DAY_END]) : undefined;
  const nextDay = words.long(dayAfter(day));

  const once = (act: () => void) => {
    if (settled.current) return;
    settled.current = true;
    act();
  };
  const settle = () => {
    const all = from === undefined || to === undefined ? undefined : placed(spans, index, [from, to]);
    if (all === undefined) {
      setTried(true);
      return;
    }
    if (from === span[0] && to === span[1]) return;
    const place = all.findIndex((one) => one[0] === from);
    once(() => onChange(all, place));
  };
  const left = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node) || !form.current?.contains(event.relatedTarget)) settle();
  };

  return (
    <form
      className={css["exact"]}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        settle();
        if (fault === undefined && !settled.current) onLeave();
      }}
      onBlur={left}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        setTyped([timeText(span[0]), timeText(span[1])]);
        setTried(false);
        onLeave();
      }}
    >
      <b>{words.long(day)}</b>
      <TimePair value={typed} label={words.long(day)} faultId={tried && fault !== undefined ? faultId : undefined} onChange={setTyped} exact />
      <IconButton label={t("calendars.week.remove", { hours: `${typed[0]}–${typed[1]}` })} onClick={() => once(onRemove)}>
        <Trash2 size={14} strokeWidth={1.75} />
      </IconButton>
      {overMidnight !== undefined && to !== undefined && to > 0 ? (
        <Button size="small" onClick={() => once(() => onNight(overMidnight, to))}>
          <Moon size={13} strokeWidth={1.75} />
          {t("calendars.week.overMidnight", { day: nextDay, time: timeText(to) })}
        </Button>
      ) : nightUntil === undefined || fault !== undefined ? null : (
        <Button size="small" onClick={() => once(() => onNight(undefined, nightUntil))}>
          <Moon size={13} strokeWidth={1.75} />
          {t("calendars.week.goOn", { day: nextDay, time: timeText(nightUntil) })}
        </Button>
      )}
      {tried && fault !== undefined ? <Fault id={faultId}>{calendarFaultWords(fault, t)}</Fault> : null}
      <button type="submit" className={css["unseen"]} tabIndex={-1} aria-hidden="true" />
    </form>
  );
}
