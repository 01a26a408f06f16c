import { CalendarX2 } from "lucide-react";
import { useState } from "react";
import type { NamedHoliday } from "../../../shared/api/sla.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { useWords } from "../words/use-words.ts";
import fields from "../policies/fields.module.css";
import { byYear, covers, eachDay } from "./holiday-list.ts";
import css from "./holiday-preview.module.css";
import { useCalendarWords } from "./use-calendar-words.ts";

interface Props {
  readonly found: readonly NamedHoliday[];
  readonly holidays: readonly string[];
  readonly onAdd: (chosen: readonly NamedHoliday[]) => void;
  readonly onClose: () => void;
}

/** What was found, year by year; what is there already cannot be added twice. Nothing counts before it is added. */
export function HolidayPreview({ found, holidays, onAdd, onClose }: Props) {
  const { t } = useWords();
  const words = useCalendarWords();
  const [days] = useState(() => eachDay(found));
  const fresh = days.filter(({ date }) => covers(holidays, date) === undefined);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = fresh.filter(({ date }) => !left.has(date));
  const named = new Map(days.map(({ date, name }) => [date, name]));

  if (days.length === 0)
    return (
      <Empty icon={<CalendarX2 size={26} strokeWidth={1.5} />} title={t("calendars.import.empty")}>
        <p>{t("calendars.import.emptyBody")}</p>
      </Empty>
    );

  const tick = (date: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(date);
    else next.add(date);
    setLeft(next);
  };

  return (
    <form
      className={css["preview"]}
      onSubmit={(event) => {
        event.preventDefault();
        // Names of days that are there already are news too.
        onAdd([...chosen, ...days.flatMap((day) => known(holidays, day))]);
        onClose();
      }}
    >
      <div className={css["list"]}>
        {byYear(days.map(({ date }) => date)).map(({ dates, year }) => (
          <fieldset key={year ?? "every"}>
            <legend>{year ?? t("calendars.holidays.everyYear")}</legend>
            {dates.map((date) => {
              const there = covers(holidays, date) !== undefined;
              return (
                <label key={date} className={css["day"]} data-there={there}>
                  <span className={fields["check"]}>
                    <input type="checkbox" checked={there || !left.has(date)} disabled={there} onChange={(event) => tick(date, event.target.checked)} />
                  </span>
                  <span className={css["date"]}>{words.dayOfYear(date)}</span>
                  <bdi className={css["name"]}>{named.get(date)}</bdi>
                  {there ? <small>{t("calendars.import.there")}</small> : null}
                </label>
              );
            })}
          </fieldset>
        ))}
      </div>
      <div className={css["foot"]}>
        <Button
          look="link"
          disabled={fresh.length === 0}
          onClick={() => setLeft(chosen.length === fresh.length ? new Set(fresh.map(({ date }) => date)) : new Set())}
        >
          {t(chosen.length === fresh.length && fresh.length > 0 ? "calendars.import.noneOf" : "calendars.import.allOf")}
        </Button>
        <Button look="primary" type="submit" disabled={chosen.length === 0}>
          {fresh.length === 0 ? t("calendars.import.nothingNew") : t("calendars.import.add", { count: chosen.length })}
        </Button>
      </div>
    </form>
  );
}

/** What a day of the list is called, of every year where it is one. */
function known(holidays: readonly string[], { date, name }: NamedHoliday): readonly NamedHoliday[] {
  const there = covers(holidays, date);
  return there === undefined ? [] : [{ date: there === "yearly" ? date.slice(5) : date, name }];
}
