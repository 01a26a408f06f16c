import { useId, useState } from "react";
import type { DatedCalendar } from "../../../shared/sla/calendar.ts";
import { dateText, parseDate, parseTimeOfDay, weekdayOf } from "../../../shared/sla/civil-date.ts";
import { CALENDAR_FROM, CALENDAR_TO, instantOfWallClock, wallClock, type CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { minutes, type Duration, type Instant } from "../../../shared/time.ts";
import { useTicker } from "../../state/ticker.ts";
import fields from "../policies/fields.module.css";
import { DurationField } from "../policies/duration-field.tsx";
import { localZone, zoneName, zoneTime } from "../policies/zone-time.ts";
import { useWords } from "../words/use-words.ts";
import css from "./meaning-card.module.css";
import { meaningOf } from "./meaning.ts";
import { Part } from "./part.tsx";
import { timeText } from "./time-of-day.ts";

interface Props {
  readonly definition: DatedCalendar;
  /** Undefined where the definition has faults. */
  readonly calendar: CompiledCalendar | undefined;
}

const FRIDAY = 4;
const FIVE_TO_SIX = 17 * 60 + 55;

/** What a promise of open time comes to: the engine's own answer, with the stretches that it counts. */
export function MeaningCard({ calendar, definition: { timeZone } }: Props) {
  const { t } = useWords();
  const id = useId();
  const ticker = useTicker();
  const [start, setStart] = useState(() => nextFriday(ticker.now(), calendar === undefined ? "UTC" : timeZone));
  const [length, setLength] = useState(minutes(15));
  const at = calendar === undefined ? undefined : readStart(start, timeZone);

  return (
    <Part title={t("calendars.meaning")} hint={t("calendars.meaning.hint")}>
      <div className={css["form"]}>
        <label htmlFor={id}>{t("calendars.meaning.start", { zone: zoneName(timeZone) })}</label>
        <input
          id={id}
          type="datetime-local"
          className={fields["field"]}
          value={start}
          onChange={(event) => setStart(event.target.value)}
          {...(at === undefined && calendar !== undefined ? { "aria-invalid": true, "aria-describedby": `${id}-answer` } : {})}
        />
        <span>{t("calendars.meaning.length")}</span>
        <DurationField label={t("calendars.meaning.length")} value={length} marks={length > 0 ? {} : { "aria-invalid": true }} onChange={setLength} />
      </div>
      <div className={css["answer"]} role="status" id={`${id}-answer`}>
        {calendar === undefined ? (
          <p>{t("calendars.meaning.faults")}</p>
        ) : at === undefined ? (
          <p>{t("calendars.meaning.noStart")}</p>
        ) : length <= 0 ? (
          <p>{t("calendars.meaning.noLength")}</p>
        ) : (
          <Answer calendar={calendar} zone={timeZone} at={at} length={length} />
        )}
      </div>
    </Part>
  );
}

interface AnswerProps {
  readonly calendar: CompiledCalendar;
  readonly zone: string;
  readonly at: Instant;
  readonly length: Duration;
}

function Answer({ at, calendar, length, zone }: AnswerProps) {
  const { language, t, time } = useWords();
  const meaning = meaningOf(calendar, at, length);
  if (meaning === undefined) return <p>{t("calendars.meaning.never")}</p>;

  const there = zoneTime(language, zone);
  const here = localZone() === zone ? undefined : time.elsewhere(meaning.dueAt, zone);
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "short", timeZone: zone });
  return (
    <>
      <p className={css["due"]}>
        {t("calendars.meaning.due")} <b>{there(meaning.dueAt)}</b>
        {here === undefined ? null : <small>{t("calendars.meaning.here", { time: zoneTime(language)(meaning.dueAt) })}</small>}
      </p>
      <ol className={css["pieces"]} aria-label={t("calendars.meaning.counted")}>
        {meaning.pieces.map(([from, to]) => (
          <li key={from}>
            <span>
              {there(from)} – {day.format(from) === day.format(to) ? clock.format(to) : there(to)}
            </span>
            <small>{time.exact(to - from)}</small>
          </li>
        ))}
        {meaning.morePieces ? <li>{t("calendars.meaning.more")}</li> : null}
      </ol>
    </>
  );
}

/** Five to six on the next Friday there: just before many desks close for two days. */
function nextFriday(now: Instant, zone: string): string {
  const { day, time } = wallClock(zone, now);
  const ahead = (FRIDAY - weekdayOf(day) + 7) % 7;
  return `${dateText(day + (ahead === 0 && time > FIVE_TO_SIX * 60_000 ? 7 : ahead))}T${timeText(FIVE_TO_SIX)}`;
}

/** What a `datetime-local` field holds, by the clocks of the zone; undefined beyond what the engine counts. */
function readStart(text: string, zone: string): Instant | undefined {
  const [date = "", time = ""] = text.split("T");
  const [day, minute] = [parseDate(date), parseTimeOfDay(time.slice(0, 5))];
  if (day === undefined || minute === undefined) return undefined;
  const at = instantOfWallClock(zone, day, minute * 60_000);
  return at > CALENDAR_FROM && at < CALENDAR_TO ? at : undefined;
}
