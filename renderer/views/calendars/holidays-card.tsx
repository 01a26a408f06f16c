import { Globe, Import, Repeat, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { NamedHoliday } from "../../../shared/api/sla.ts";
import type { DatedCalendar } from "../../../shared/sla/calendar.ts";
import { civilDate } from "../../../shared/sla/civil-date.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { AddHoliday } from "./add-holiday.tsx";
import { calendarFaultWords, problemsUnder } from "./calendar-faults.ts";
import { FileHolidays, NationalHolidays } from "./holiday-import.tsx";
import { byYear, holidayName, withHolidays, type HolidayNames } from "./holiday-list.ts";
import css from "./holidays-card.module.css";
import { Fault, Part, UndoLine } from "./part.tsx";
import { useCalendarWords } from "./use-calendar-words.ts";
import type { Edit, History } from "./use-history.ts";

interface Props {
  readonly definition: DatedCalendar;
  readonly names: HolidayNames;
  readonly path: string;
  readonly problems: readonly Problem[];
  /** The day's number there. */
  readonly today: number;
  readonly editable: boolean;
  readonly history: History;
  readonly onChange: (definition: DatedCalendar, edit?: Edit) => void;
  readonly onNames: (found: readonly NamedHoliday[]) => void;
  readonly say: (sentence: string) => void;
}

/** Days on which nobody is there, year by year. */
export function HolidaysCard({ definition, editable, history, names, onChange, onNames, path, problems, say, today }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const [source, setSource] = useState<"country" | { readonly file: File }>();
  const [showsPast, setShowsPast] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const heading = useId();
  const { holidays = [] } = definition;
  const thisYear = civilDate(today).year;
  const years = byYear(holidays);
  const past = years.filter(({ year }) => year !== undefined && year < thisYear);
  const shown = showsPast ? years : years.filter((one) => !past.includes(one));

  const add = (found: readonly NamedHoliday[]) => {
    const next = withHolidays(
      holidays,
      found.map(({ date }) => date),
    );
    onNames(found.filter(({ name }) => name !== ""));
    if (next !== holidays) onChange({ ...definition, holidays: next });
    say(t("calendars.holidays.added", { count: next.length - holidays.length }));
  };
  const remove = (date: string) => {
    const sentence = t("calendars.holidays.removed", { day: titleOf(date) });
    onChange({ ...definition, holidays: holidays.filter((one) => one !== date) }, { said: { place: "holidays", sentence } });
    // The button that had the focus is gone.
    list.current?.focus({ preventScroll: true });
  };
  const titleOf = (date: string): string => [words.dayOfYear(date), holidayName(names, date)].filter(Boolean).join(", ");

  return (
    <Part
      title={t("calendars.holidays")}
      hint={t("calendars.holidays.hint")}
      action={
        editable ? (
          <span className={css["sources"]}>
            <Button size="small" onClick={() => setSource("country")}>
              <Globe size={13} strokeWidth={1.75} />
              {t("calendars.holidays.country")}
            </Button>
            <Button size="small" onClick={() => picker.current?.click()}>
              <Import size={13} strokeWidth={1.75} />
              {t("calendars.holidays.file")}
            </Button>
            <input
              ref={picker}
              type="file"
              accept=".ics,.ical,text/calendar"
              hidden
              data-testid="holiday-file"
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                if (file !== undefined) setSource({ file });
                // The same file may be chosen again.
                target.value = "";
              }}
            />
          </span>
        ) : null
      }
    >
      <div className={css["list"]} ref={list} tabIndex={-1}>
        {holidays.length === 0 ? <p className={css["none"]}>{t("calendars.holidays.none")}</p> : null}
        {past.length === 0 ? null : (
          <Button look="link" className={css["past"]} aria-expanded={showsPast} onClick={() => setShowsPast(!showsPast)}>
            {t(showsPast ? "calendars.hidePast" : "calendars.showPast", { count: past.reduce((sum, { dates }) => sum + dates.length, 0) })}
          </Button>
        )}
        {shown.map(({ dates, year }) => (
          <section key={year ?? "every"} aria-labelledby={`${heading}-${year ?? "every"}`}>
            <h4 className={css["year"]} id={`${heading}-${year ?? "every"}`}>
              {year ?? t("calendars.holidays.everyYear")}
              <small>{dates.length}</small>
            </h4>
            <ul>
              {dates.map((date) => {
                const name = holidayName(names, date);
                return (
                  <li key={date} className={css["holiday"]}>
                    {year === undefined ? <Repeat size={12} strokeWidth={1.75} /> : null}
                    <span className={css["date"]}>{words.dayOfYear(date)}</span>
                    <bdi className={css["name"]}>{name}</bdi>
                    {editable ? (
                      <IconButton label={t("calendars.holidays.remove", { day: titleOf(date) })} className={css["remove"]} onClick={() => remove(date)}>
                        <X size={13} strokeWidth={1.75} />
                      </IconButton>
                    ) : null}
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
      {problemsUnder(problems, "holidays").map((problem) => (
        <div className={css["fault"]} key={problem.path}>
          <Fault>{calendarFaultWords(problem, t)}</Fault>
        </div>
      ))}
      <UndoLine sentence={history.said?.place === "holidays" ? history.said.sentence : undefined} onUndo={history.undo} />
      {editable ? <AddHoliday holidays={holidays} path={`${path}.holidays`} onAdd={(date) => add([{ date, name: "" }])} /> : null}
      {source === "country" ? <NationalHolidays holidays={holidays} thisYear={thisYear} onAdd={add} onClose={() => setSource(undefined)} /> : null}
      {typeof source === "object" ? <FileHolidays file={source.file} holidays={holidays} onAdd={add} onClose={() => setSource(undefined)} /> : null}
    </Part>
  );
}
