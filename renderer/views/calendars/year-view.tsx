import { memo, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { DatedCalendar } from "../../../shared/sla/calendar.ts";
import { weekdayOf } from "../../../shared/sla/civil-date.ts";
import { WEEKDAYS } from "../../../shared/sla/calendar.ts";
import { useWords } from "../words/use-words.ts";
import { holidayName, type HolidayNames } from "./holiday-list.ts";
import { Part } from "./part.tsx";
import { useCalendarWords } from "./use-calendar-words.ts";
import { monthsAtAGlance, type DayAtAGlance, type MonthAtAGlance } from "./year-days.ts";
import css from "./year-view.module.css";

interface Props {
  /** Without faults. */
  readonly definition: DatedCalendar;
  readonly names: HolidayNames;
  /** The day's number there. */
  readonly today: number;
  /** Absent where it can only be read. */
  readonly onDay: ((date: string) => void) | undefined;
}

/** The next twelve months at a glance. One stop for Tab; the arrow keys go from day to day. */
export const YearView = memo(function YearView({ definition, names, onDay, today }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const months = useMemo(() => monthsAtAGlance(definition, today), [definition, today]);
  const days = useMemo(() => new Map(months.flatMap((month) => month.days.map((day) => [day.day, day] as const))), [months]);
  const [active, setActive] = useState(today);
  const grid = useRef<HTMLDivElement>(null);
  const changed = [...days.values()].filter(({ hours }) => hours !== 24);

  const say = ({ because, date, hours, spans }: DayAtAGlance): string =>
    [
      `${words.date(date)}: ${words.spans(spans)}`,
      because === "exception" ? t("calendars.year.exception") : because === "holiday" ? (holidayName(names, date) ?? t("calendars.year.holiday")) : undefined,
      hours === 24 ? undefined : t("calendars.year.hours", { hours }),
    ]
      .filter((part) => part !== undefined)
      .join(", ");
  const press = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const next = active + way;
    if (!days.has(next)) return;
    setActive(next);
    grid.current?.querySelector<HTMLElement>(`[data-number="${next}"]`)?.focus();
  };

  return (
    <Part title={t("calendars.year")} hint={t(onDay === undefined ? "calendars.year.hintRead" : "calendars.year.hint")}>
      <div className={css["year"]} ref={grid} onKeyDown={press}>
        {months.map((month) => (
          <Month key={`${month.year}-${month.month}`} month={month} today={today} active={active} say={say} onActive={setActive} onDay={onDay} />
        ))}
      </div>
      <ul className={css["legend"]}>
        {(["open", "short", "closed", "holiday", "exception"] as const).map((kind) => (
          <li key={kind}>
            <span
              className={css["day"]}
              data-open={kind === "holiday" ? "closed" : kind === "exception" ? "short" : kind}
              data-because={kind === "holiday" || kind === "exception" ? kind : undefined}
              aria-hidden="true"
            />
            {t(`calendars.year.legend.${kind}`)}
          </li>
        ))}
        {changed.map(({ date, day, hours }) => (
          <li key={date}>
            <span className={css["day"]} data-open="closed" data-hours={hours} aria-hidden="true" />
            {t("calendars.year.change", { day: words.near(day), hours })}
          </li>
        ))}
      </ul>
    </Part>
  );
});

interface MonthProps {
  readonly month: MonthAtAGlance;
  readonly today: number;
  readonly active: number;
  readonly say: (day: DayAtAGlance) => string;
  readonly onActive: (day: number) => void;
  readonly onDay: ((date: string) => void) | undefined;
}

function Month({ active, month, onActive, onDay, say, today }: MonthProps) {
  const words = useCalendarWords();
  const first = month.days[0]?.day ?? 0;
  const lead = (weekdayOf(first) - WEEKDAYS.indexOf(words.week[0] ?? "mon") + 7) % 7;
  const title = words.month(month.year, month.month);

  return (
    <div className={css["month"]} role="group" aria-label={title}>
      <h4>{title}</h4>
      <div className={css["days"]}>
        {month.days.map((day, index) => {
          const marks = {
            className: css["day"],
            title: say(day),
            "aria-label": say(day),
            "data-number": day.day,
            "data-open": day.open,
            "data-because": day.because,
            "data-hours": day.hours === 24 ? undefined : day.hours,
            "data-past": day.day < today,
            "aria-current": day.day === today ? ("date" as const) : undefined,
            ...(index === 0 ? { style: { gridColumnStart: lead + 1 } } : {}),
          };
          return onDay === undefined ? (
            <span key={day.day} role="img" {...marks}>
              {index + 1}
            </span>
          ) : (
            <button
              key={day.day}
              type="button"
              tabIndex={day.day === active ? 0 : -1}
              {...marks}
              onFocus={() => onActive(day.day)}
              onClick={() => onDay(day.date)}
            >
              {index + 1}
            </button>
          );
        })}
      </div>
    </div>
  );
}
