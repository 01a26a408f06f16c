import { Plus, Trash2 } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { DatedCalendar, OpenHours } from "../../../shared/sla/calendar.ts";
import { parseDate } from "../../../shared/sla/civil-date.ts";
import { openHoursByDay } from "../../../shared/sla/day-hours.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { calendarFaultWords } from "./calendar-faults.ts";
import { DateField } from "./date-field.tsx";
import { offered } from "./day-spans.ts";
import css from "./exception-form.module.css";
import { covers } from "./holiday-list.ts";
import { hoursFault } from "./hours-fault.ts";
import { Fault } from "./part.tsx";
import { readHours, readTime, timeText, writeHours } from "./time-of-day.ts";
import { TimePair } from "./time-pair.tsx";
import { useCalendarWords } from "./use-calendar-words.ts";

interface Props {
  /** Undefined where it is still to be chosen. */
  readonly date: string | undefined;
  readonly definition: DatedCalendar;
  readonly onSet: (date: string, hours: readonly OpenHours[]) => void;
  readonly onClose: () => void;
}

/** The hours of one day, as they are now to begin with. It holds when it is set, and only without a fault. */
export function ExceptionForm({ date: given, definition, onClose, onSet }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const id = useId();
  const { holidays = [], overrides = {} } = definition;
  const [typed, setTyped] = useState({ date: given ?? "", incomplete: false });
  const [rows, setRows] = useState<readonly OpenHours[]>(() => usual(definition, given));
  const [touched, setTouched] = useState(false);
  const [tried, setTried] = useState(false);
  const { date } = typed;
  const form = useRef<HTMLFormElement>(null);

  // Where the day is chosen already, its hours come next.
  useEffect(() => {
    const field = given === undefined ? "input[type=date]" : "input[inputmode=numeric], button";
    form.current?.querySelector<HTMLElement>(field)?.focus({ preventScroll: true });
  }, [given]);

  const dateFault =
    typed.incomplete || parseDate(date) === undefined
      ? "calendars.fault.date"
      : date !== given && Object.hasOwn(overrides, date)
        ? "calendars.fault.sameException"
        : undefined;
  const faults = rows.map((row, index) => hoursFault(readHours(rows.filter((_, other) => other !== index).map(exact)), row));
  const holiday = dateFault === undefined && covers(holidays, date) !== undefined;
  const row = (index: number, value: OpenHours) => {
    setTouched(true);
    setRows(rows.with(index, value));
  };
  const more = () => {
    const next = offered(readHours(rows.map(exact)));
    setTouched(true);
    setRows([...rows, ...(next === undefined ? [] : writeHours([next]))]);
  };
  const label = dateFault === undefined ? words.date(date) : t("calendars.exceptions.day");

  return (
    <form
      className={css["form"]}
      ref={form}
      noValidate
      data-exception-form
      aria-label={dateFault === undefined ? label : t("calendars.exceptions")}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (dateFault === undefined && faults.every((fault) => fault === undefined)) onSet(date, writeHours(readHours(rows.map(exact))));
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={css["line"]}>
        <DateField
          label={t("calendars.exceptions.day")}
          value={date}
          faultId={tried && dateFault !== undefined ? `${id}-date` : undefined}
          onChange={(next, incomplete) => {
            setTyped({ date: next, incomplete });
            if (!touched && parseDate(next) !== undefined) setRows(usual(definition, next));
          }}
        />
        <span className={css["usual"]}>
          {dateFault === undefined
            ? holiday
              ? t("calendars.exceptions.beatsHoliday")
              : t("calendars.exceptions.insteadOf", { hours: words.spans(readHours(usual(definition, date))) })
            : null}
        </span>
      </div>
      {tried && dateFault !== undefined ? <Fault id={`${id}-date`}>{t(dateFault)}</Fault> : null}
      {rows.length === 0 ? <p className={css["closed"]}>{t("calendars.exceptions.closed")}</p> : null}
      {rows.map((value, index) => {
        const fault = tried ? faults[index] : undefined;
        return (
          // An interval has no name of its own.
          <div className={css["line"]} key={index}>
            <TimePair value={value} label={label} faultId={fault === undefined ? undefined : `${id}-${index}`} onChange={(next) => row(index, next)} />
            <IconButton
              label={t("calendars.week.remove", { hours: value.join("–") })}
              onClick={() => {
                setTouched(true);
                setRows(rows.toSpliced(index, 1));
              }}
            >
              <Trash2 size={14} strokeWidth={1.75} />
            </IconButton>
            {fault === undefined ? null : <Fault id={`${id}-${index}`}>{calendarFaultWords(fault, t)}</Fault>}
          </div>
        );
      })}
      <div className={css["foot"]}>
        <Button size="small" onClick={more} disabled={offered(readHours(rows.map(exact))) === undefined}>
          <Plus size={13} strokeWidth={2} />
          {t("calendars.exceptions.hours")}
        </Button>
        <span className={css["grow"]} />
        <Button size="small" look="quiet" onClick={onClose}>
          {t("calendars.cancel")}
        </Button>
        <Button size="small" type="submit">
          {t("calendars.exceptions.set")}
        </Button>
      </div>
    </form>
  );
}

/** What holds on that day as it is: an exception, else what the week says, so that a holiday that is worked has hours to begin with. */
function usual({ overrides = {}, timeZone, weekly }: DatedCalendar, date: string | undefined): readonly OpenHours[] {
  const day = date === undefined ? undefined : parseDate(date);
  if (date === undefined || day === undefined) return [];
  const own = Object.hasOwn(overrides, date) ? overrides[date] : undefined;
  return own ?? writeHours(openHoursByDay({ timeZone, weekly })(day));
}

const exact = ([from, to]: OpenHours): OpenHours => {
  const read = (text: string): string => {
    const minute = readTime(text);
    return minute === undefined ? text : timeText(minute);
  };
  return [read(from), read(to)];
};
