import type { Instant } from "../../../shared/time.ts";
import { localDay } from "./local-day.ts";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** The words of a catalogue that times need; `t` of i18next fits. */
export type Say = (
  key: "remaining.hours" | "remaining.days" | "spoken.and" | "common.yesterday" | "common.today" | "common.tomorrow",
  values?: Record<string, string | number>,
) => string;

export interface TimeWords {
  /** `0:48`, `4:32`, `3 h 12 m`, `2 d`; what is overdue carries a minus. */
  readonly left: (ms: number) => string;
  /** "15 min", "8 hr": a target or a length, not a countdown. */
  readonly span: (ms: number) => string;
  /** "4 minutes 32 seconds", for somebody who listens. */
  readonly spoken: (ms: number) => string;
  /** "09:41" */
  readonly time: (at: Instant) => string;
  /** "09:41" today, "Yesterday", "Mon" within a week, then the date: when something was. */
  readonly when: (at: Instant, now: Instant) => string;
  /** "09:41" today, "tomorrow 09:41", "Mon 09:40", then date and time: when something will be. */
  readonly until: (at: Instant, now: Instant) => string;
  /** "Today", "Yesterday", "Monday", "14 May": a separator between messages. */
  readonly day: (at: Instant, now: Instant) => string;
  /** "4 min 38 sec", "63 hr": nothing rounded away but parts of a second, so that it can be added up. */
  readonly exact: (ms: number) => string;
  /** "17:55", "Fri 17:55", "28 Feb 17:55": an instant seen from another, without the words of a day. */
  readonly dated: (at: Instant, from: Instant) => string;
  /** "17:55:20": to the second where it is not a whole minute. */
  readonly second: (at: Instant) => string;
  /** As `dated`, to the second where it is not a whole minute. */
  readonly stamp: (at: Instant, now: Instant) => string;
  /** "08:55", "Fri 23:30–02:00": what the clocks of another zone show then; undefined where they show the same as here. */
  readonly elsewhere: (at: Instant, zone: string, until?: Instant) => string | undefined;
  readonly number: (value: number) => string;
}

/** Times, durations and numbers in the agent's language and on this machine's clock face. */
export function createTimeWords(language: string, say: Say): TimeWords {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options);
  const clockFace = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekdayShort = format({ weekday: "short" });
  const weekdayLong = format({ weekday: "long" });
  const dayMonth = format({ day: "numeric", month: "short" });
  const dayMonthLong = format({ day: "numeric", month: "long" });
  const withYear = format({ day: "numeric", month: "short", year: "numeric" });
  const clockSeconds = format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const faces = new Map<string, Face>();
  const faceOf = (zone: string): Face => {
    const known = faces.get(zone);
    if (known !== undefined) return known;
    const made = createFace(language, zone);
    faces.set(zone, made);
    return made;
  };
  const here: Face = (at) => ({ day: weekdayShort.format(at), time: time(at) });
  const units = new Map<string, Intl.NumberFormat>();
  const amount = (value: number, unit: "second" | "minute" | "hour" | "day") => {
    const known = units.get(unit) ?? new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
    units.set(unit, known);
    return known.format(value);
  };
  const short = (value: number, unit: "second" | "minute" | "hour" | "day") =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(value);
  const plain = new Intl.NumberFormat(language);
  const date = (at: Instant, now: Instant) => (Math.abs(now - at) > 300 * DAY * 1_000 ? withYear : dayMonth).format(at);

  const onDay = (at: Instant, from: Instant, said: string) => {
    const away = Math.abs(localDay(at) - localDay(from));
    return away === 0 ? said : `${away < 7 ? weekdayShort.format(at) : date(at, from)} ${said}`;
  };

  const time = (at: Instant) => clockFace.format(at);
  const second = (at: Instant) => (Math.floor(at / 1_000) % MINUTE === 0 ? clockFace : clockSeconds).format(at);

  return {
    left: (ms) => {
      const total = Math.ceil(Math.abs(ms) / 1_000);
      const sign = ms < 0 ? "−" : "";
      if (total < HOUR) return `${sign}${Math.floor(total / MINUTE)}:${String(total % MINUTE).padStart(2, "0")}`;
      if (total < DAY) return sign + say("remaining.hours", { hours: Math.floor(total / HOUR), minutes: Math.floor((total % HOUR) / MINUTE) });
      return sign + say("remaining.days", { days: Math.floor(total / DAY) });
    },
    span: (ms) => {
      const total = Math.round(ms / 60_000);
      if (total < 60) return short(total, "minute");
      if (total % 1_440 === 0) return short(total / 1_440, "day");
      return total % 60 === 0 ? short(total / 60, "hour") : `${short(Math.floor(total / 60), "hour")} ${short(total % 60, "minute")}`;
    },
    spoken: (ms) => {
      const total = Math.ceil(Math.abs(ms) / 1_000);
      if (total < MINUTE) return amount(total, "second");
      const [first, second] =
        total < HOUR
          ? ([amount(Math.floor(total / MINUTE), "minute"), total % MINUTE && amount(total % MINUTE, "second")] as const)
          : total < DAY
            ? ([
                amount(Math.floor(total / HOUR), "hour"),
                Math.floor((total % HOUR) / MINUTE) && amount(Math.floor((total % HOUR) / MINUTE), "minute"),
              ] as const)
            : ([amount(Math.floor(total / DAY), "day"), 0] as const);
      return second === 0 ? first : say("spoken.and", { first, second });
    },
    time,
    when: (at, now) => {
      const ago = localDay(now) - localDay(at);
      if (ago === 0) return time(at);
      if (ago === 1) return say("common.yesterday");
      return ago > 1 && ago < 7 ? weekdayShort.format(at) : date(at, now);
    },
    until: (at, now) => {
      const ahead = localDay(at) - localDay(now);
      if (ahead === 0) return time(at);
      if (ahead === 1) return `${say("common.tomorrow").toLocaleLowerCase(language)} ${time(at)}`;
      if (ahead === -1) return `${say("common.yesterday").toLocaleLowerCase(language)} ${time(at)}`;
      return `${Math.abs(ahead) < 7 ? weekdayShort.format(at) : date(at, now)} ${time(at)}`;
    },
    day: (at, now) => {
      const ago = localDay(now) - localDay(at);
      if (ago === 0) return say("common.today");
      if (ago === 1) return say("common.yesterday");
      if (ago > 1 && ago < 7) return weekdayLong.format(at);
      return (Math.abs(ago) > 300 ? withYear : dayMonthLong).format(at);
    },
    exact: (ms) => {
      const total = Math.round(ms / 1_000);
      const parts = [
        [Math.floor(total / HOUR), "hour"],
        [Math.floor((total % HOUR) / MINUTE), "minute"],
        [total % MINUTE, "second"],
      ] as const;
      const said = parts.filter(([value]) => value > 0);
      return (said.length === 0 ? [[0, "second"] as const] : said).map(([value, unit]) => short(value, unit)).join(" ");
    },
    dated: (at, from) => onDay(at, from, time(at)),
    second,
    stamp: (at, now) => onDay(at, now, second(at)),
    elsewhere: (at, zone, until) => {
      const [ours, theirs] = [here(at), faceOf(zone)(at)];
      if (theirs === undefined || ours === undefined || (theirs.day === ours.day && theirs.time === ours.time)) return undefined;
      const from = theirs.day === ours.day ? theirs.time : `${theirs.day} ${theirs.time}`;
      const end = until === undefined ? undefined : faceOf(zone)(until);
      if (end === undefined) return from;
      return end.day === theirs.day ? `${from}–${end.time}` : `${from} – ${end.day} ${end.time}`;
    },
    number: (value) => plain.format(value),
  };
}

/** What a clock on the wall shows; nothing in a zone that this computer has never heard of. */
type Face = (at: Instant) => { readonly day: string; readonly time: string } | undefined;

function createFace(language: string, timeZone: string): Face {
  try {
    const day = new Intl.DateTimeFormat(language, { weekday: "short", timeZone });
    const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
    return (at) => ({ day: day.format(at), time: time.format(at) });
  } catch {
    return () => undefined;
  }
}
