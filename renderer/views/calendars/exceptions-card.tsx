import { CalendarClock, CalendarX2, Pencil, Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import type { DatedCalendar, OpenHours } from "../../../shared/sla/calendar.ts";
import { dateText } from "../../../shared/sla/civil-date.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { calendarFaultWords, problemsUnder } from "./calendar-faults.ts";
import { ExceptionForm } from "./exception-form.tsx";
import css from "./exceptions-card.module.css";
import { Fault, Part, UndoLine } from "./part.tsx";
import { readHours } from "./time-of-day.ts";
import { useCalendarWords } from "./use-calendar-words.ts";
import type { Edit, History } from "./use-history.ts";

interface Props {
  readonly definition: DatedCalendar;
  readonly path: string;
  readonly problems: readonly Problem[];
  /** The day's number there. */
  readonly today: number;
  readonly editable: boolean;
  readonly history: History;
  /** The day whose form is open; "new" where it is still to be chosen. */
  readonly editing: string | undefined;
  readonly onEditing: (date: string | undefined) => void;
  readonly onChange: (definition: DatedCalendar, edit?: Edit) => void;
  readonly say: (sentence: string) => void;
}

/** Days with hours of their own, or none: they beat a holiday and the week. */
export function ExceptionsCard({ definition, editable, editing, history, onChange, onEditing, path, problems, say, today }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const [showsPast, setShowsPast] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const { overrides = {} } = definition;
  const all = Object.entries(overrides).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const past = all.filter(([date]) => date < dateText(today));
  const shown = showsPast ? all : all.filter((one) => !past.includes(one));

  const close = () => {
    onEditing(undefined);
    requestAnimationFrame(() => document.activeElement === document.body && add.current?.focus({ preventScroll: true }));
  };
  const set = (date: string, hours: readonly OpenHours[]) => {
    const { [editing ?? ""]: _before, ...others } = overrides;
    onChange({ ...definition, overrides: Object.fromEntries([...Object.entries(others), [date, hours] as const].toSorted(([a], [b]) => (a < b ? -1 : 1))) });
    say(`${words.date(date)}: ${words.spans(readHours(hours))}`);
    close();
  };
  const remove = (date: string) => {
    const { [date]: _gone, ...others } = overrides;
    const sentence = t("calendars.exceptions.removed", { day: words.date(date) });
    onChange({ ...definition, overrides: others }, { said: { place: "exceptions", sentence } });
    add.current?.focus({ preventScroll: true });
  };

  return (
    <Part
      title={t("calendars.exceptions")}
      hint={t("calendars.exceptions.hint")}
      action={
        editable ? (
          <Button size="small" ref={add} data-path={`${path}.overrides`} onClick={() => onEditing("new")}>
            <Plus size={13} strokeWidth={2} />
            {t("calendars.exceptions.add")}
          </Button>
        ) : null
      }
    >
      {editable && editing !== undefined ? (
        <ExceptionForm key={editing} date={editing === "new" ? undefined : editing} definition={definition} onSet={set} onClose={close} />
      ) : null}
      <div className={css["list"]}>
        {all.length === 0 && editing === undefined ? <p className={css["none"]}>{t("calendars.exceptions.none")}</p> : null}
        {past.length === 0 ? null : (
          <Button look="link" className={css["past"]} aria-expanded={showsPast} onClick={() => setShowsPast(!showsPast)}>
            {t(showsPast ? "calendars.hidePast" : "calendars.showPast", { count: past.length })}
          </Button>
        )}
        <ul>
          {shown.map(([date, hours]) => {
            const Icon = hours.length === 0 ? CalendarX2 : CalendarClock;
            return (
              <li key={date} className={css["exception"]} data-editing={date === editing}>
                <Icon size={14} strokeWidth={1.75} />
                <span className={css["date"]}>{words.date(date)}</span>
                <span className={css["hours"]}>{words.spans(readHours(hours))}</span>
                {editable ? (
                  <>
                    <IconButton label={t("calendars.exceptions.change", { day: words.date(date) })} className={css["small"]} onClick={() => onEditing(date)}>
                      <Pencil size={13} strokeWidth={1.75} />
                    </IconButton>
                    <IconButton label={t("calendars.exceptions.remove", { day: words.date(date) })} className={css["small"]} onClick={() => remove(date)}>
                      <X size={13} strokeWidth={1.75} />
                    </IconButton>
                  </>
                ) : null}
              </li>
            );
          })}
        </ul>
        {problemsUnder(problems, "overrides").map((problem) => (
          <Fault key={problem.path}>{calendarFaultWords(problem, t)}</Fault>
        ))}
      </div>
      <UndoLine sentence={history.said?.place === "exceptions" ? history.said.sentence : undefined} onUndo={history.undo} />
    </Part>
  );
}
