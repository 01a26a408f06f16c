import { Copy } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { Weekday, Weekly } from "../../../shared/sla/calendar.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { calendarFaultWords, problemsUnder } from "./calendar-faults.ts";
import { placed, removed, type DaySpans } from "./day-spans.ts";
import { ExactHours } from "./exact-hours.tsx";
import { Fault } from "./part.tsx";
import { timeText } from "./time-of-day.ts";
import { useCalendarWords } from "./use-calendar-words.ts";
import type { Edit } from "./use-history.ts";
import { copied, dayAfter, nightGoesOnUntil, spansOf, withDay } from "./week.ts";
import { hoursWords } from "./week-words.ts";
import { spanLabel, WeekDay, type DayActions } from "./week-day.tsx";
import css from "./week-grid.module.css";

interface Props {
  readonly weekly: Weekly;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly editable: boolean;
  readonly onChange: (weekly: Weekly, edit?: Edit) => void;
  /** Read aloud. */
  readonly say: (sentence: string) => void;
}

interface Chosen {
  readonly day: Weekday;
  readonly index: number;
}

const AXIS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const WORKDAYS: readonly Weekday[] = ["tue", "wed", "thu", "fri"];

/** Seven days of 24 hours; what is open is painted, moved and typed. */
export function WeekGrid({ editable, onChange, path, problems, say, weekly }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const hintId = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Chosen>();
  // Where the focus goes when the change is drawn.
  const wanted = useRef<Chosen | "fields">(undefined);
  const spans = chosen === undefined ? [] : spansOf(weekly, chosen.day);
  const span = chosen === undefined ? undefined : spans[chosen.index];

  const find = (selector: string) => grid.current?.querySelector<HTMLElement>(selector);
  const focusBlock = ({ day, index }: Chosen) => find(`[data-day="${day}"] [data-span="${index}"]`)?.focus({ preventScroll: true });
  useEffect(() => {
    const { current } = wanted;
    wanted.current = undefined;
    if (current === "fields") find("[data-exact]")?.focus();
    else if (current !== undefined) focusBlock(current);
  });

  const label = (day: Weekday, index: number, all: DaySpans): string => {
    const one = all[index];
    return one === undefined ? words.long(day) : spanLabel(words.long(day), one, t);
  };
  const change = (day: Weekday, all: DaySpans, index: number, tag?: string) => {
    setChosen({ day, index });
    wanted.current = { day, index };
    say(label(day, index, all));
    // At its neighbour, or at midnight, it stays where it is.
    if (hoursWords(all) !== hoursWords(spansOf(weekly, day))) onChange(withDay(weekly, day, all), tag === undefined ? {} : { tag });
  };
  const actions: DayActions = {
    change,
    select: (day, index) => setChosen({ day, index }),
    edit: (day, index) => {
      setChosen({ day, index });
      wanted.current = "fields";
    },
    leave: (day, way, minute) => {
      const days = words.week;
      for (let place = days.indexOf(day) + way; ; place += way) {
        const next = days[place];
        if (next === undefined) return;
        const there = spansOf(weekly, next);
        const nearest = there.map(([from, to], index) => [Math.abs((from + to) / 2 - minute), index] as const).toSorted((a, b) => a[0] - b[0])[0];
        if (nearest !== undefined) return focusBlock({ day: next, index: nearest[1] });
      }
    },
    remove: (day, index) => {
      const before = spansOf(weekly, day);
      const after = removed(before, index);
      const sentence = t("calendars.week.removed", { hours: label(day, index, before) });
      const next = after.length === 0 ? undefined : { day, index: Math.min(index, after.length - 1) };
      setChosen(next);
      wanted.current = next;
      if (next === undefined) find(`[data-day="${day}"] > button`)?.focus();
      say(sentence);
      onChange(withDay(weekly, day, after), { said: { place: "week", sentence } });
    },
  };

  const night = chosen === undefined || chosen.index !== spans.length - 1 ? undefined : nightGoesOnUntil(weekly, chosen.day);
  const goOn = (day: Weekday, until: number, from: Weekly) => {
    const next = dayAfter(day);
    const all = placed(spansOf(from, next), undefined, [0, until]);
    if (all === undefined) return;
    setChosen({ day: next, index: 0 });
    wanted.current = { day: next, index: 0 };
    say(label(next, 0, all));
    onChange(withDay(from, next, all));
  };
  const [first, last] = [words.short("tue"), words.short("fri")];

  return (
    <div className={css["week"]} ref={grid}>
      <div className={css["axis"]} aria-hidden="true">
        {AXIS.map((hour) => (
          <span key={hour}>{timeText(hour * 60)}</span>
        ))}
      </div>
      <ul>
        {words.week.map((day) => (
          <WeekDay
            key={day}
            day={day}
            spans={spansOf(weekly, day)}
            selected={chosen?.day === day ? chosen.index : undefined}
            hintId={hintId}
            path={`${path}.${day}`}
            faulty={problems.some((problem) => problem.path === "weekly") || problemsUnder(problems, `weekly.${day}`).length > 0}
            actions={editable ? actions : undefined}
          />
        ))}
      </ul>
      {problems.length === 0 ? null : (
        <div className={css["faults"]}>
          {problems.map((problem) => (
            <Fault key={`${problem.path} ${problem.message}`}>{calendarFaultWords(problem, t)}</Fault>
          ))}
        </div>
      )}
      {editable ? (
        <div className={css["foot"]}>
          <div className={css["chosen"]}>
            {chosen === undefined || span === undefined ? (
              <p className={css["hint"]}>{t("calendars.week.hint")}</p>
            ) : (
              <ExactHours
                // Changed by the pointer or by a key, the fields begin anew.
                key={`${chosen.day} ${chosen.index} ${span.join("-")}`}
                day={chosen.day}
                spans={spans}
                index={chosen.index}
                nightUntil={night}
                onChange={(all, index) => change(chosen.day, all, index)}
                onNight={(all, until) => goOn(chosen.day, until, all === undefined ? weekly : withDay(weekly, chosen.day, all))}
                onRemove={() => actions.remove(chosen.day, chosen.index)}
                onLeave={() => focusBlock(chosen)}
              />
            )}
            <p className={span === undefined ? css["unseen"] : css["hint"]} id={hintId}>
              {t("calendars.week.keys")}
            </p>
          </div>
          <Button
            size="small"
            disabled={spansOf(weekly, "mon").length === 0}
            onClick={() => {
              say(t("calendars.week.copied", { from: words.long("mon"), to: `${first}–${last}` }));
              onChange(copied(weekly, "mon", WORKDAYS));
            }}
          >
            <Copy size={13} strokeWidth={1.75} />
            {t("calendars.week.copy", { from: words.long("mon"), to: `${first}–${last}` })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
