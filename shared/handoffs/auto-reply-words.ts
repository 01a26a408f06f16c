import { baseLanguage } from "../inbox/canned-reply.ts";
import { wallClock } from "../sla/compile-calendar.ts";
import { hours, minutes, type Duration, type Instant } from "../time.ts";
import { AUTO_REPLY_LANGUAGES, type AutoReplyLanguage } from "./auto-reply-texts.ts";
import type { WaitRange } from "./times-expected-wait.ts";

/** The first of these that there are words in, else `otherwise`. */
export function autoReplyLanguage(wanted: readonly (string | undefined)[], otherwise: AutoReplyLanguage): AutoReplyLanguage {
  const bases = wanted.flatMap((one) => (one === undefined ? [] : [baseLanguage(one)]));
  return bases.flatMap((base) => AUTO_REPLY_LANGUAGES.filter((one) => one === base))[0] ?? otherwise;
}

interface WhenQuestion {
  readonly language: AutoReplyLanguage;
  /** Every zone in which the customer may be; none where nothing is known. */
  readonly zones: readonly string[];
  /** Where the desk is. */
  readonly deskZone: string;
  readonly now: Instant;
}

/** [HO11] "tomorrow at 09:00": by the customer's own clock where it is known; where it is not, by the desk's, which is then named. */
export function whenWords(at: Instant, { deskZone, language, now, zones }: WhenQuestion): string {
  const [first] = zones;
  const known = first !== undefined && zones.every((zone) => isSameTime(zone, first, at) && isSameTime(zone, first, now)) ? first : undefined;
  const zone = known ?? deskZone;
  const words = inZone(at, zone, language, now);
  if (known !== undefined) return isSameTime(known, deskZone, at) ? words : `${words} (${YOUR_TIME[language]})`;
  return zones.length > 0 && zones.every((one) => isSameTime(one, deskZone, at)) ? words : `${words} (${zoneName(deskZone, language, at)})`;
}

function isSameTime(a: string, b: string, at: Instant): boolean {
  const one = wallClock(a, at);
  const other = wallClock(b, at);
  return one.day === other.day && one.time === other.time;
}

/** Further away than this a weekday alone would be taken for another one. */
const NAMED_BY_WEEKDAY = 6;

function inZone(at: Instant, zone: string, language: AutoReplyLanguage, now: Instant): string {
  const away = wallClock(zone, at).day - wallClock(zone, now).day;
  const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone: zone }).format(at);
  const time = part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const words = WORDS[language];
  if (away <= 0) return words.today(time);
  if (away === 1) return words.tomorrow(time);
  return words.on(part(away <= NAMED_BY_WEEKDAY ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" }), time);
}

/** British English writes the day before the month, as the three others do. */
const LOCALE: Readonly<Record<AutoReplyLanguage, string>> = { en: "en-GB", it: "it", es: "es", pt: "pt-BR" };
const YOUR_TIME: Readonly<Record<AutoReplyLanguage, string>> = { en: "your time", it: "ora tua", es: "hora tuya", pt: "no seu horário" };

interface DayWords {
  readonly today: (time: string) => string;
  readonly tomorrow: (time: string) => string;
  readonly on: (day: string, time: string) => string;
}

const WORDS: Readonly<Record<AutoReplyLanguage, DayWords>> = {
  en: { today: (time) => `today at ${time}`, tomorrow: (time) => `tomorrow at ${time}`, on: (day, time) => `on ${day} at ${time}` },
  it: { today: (time) => `oggi alle ${time}`, tomorrow: (time) => `domani alle ${time}`, on: (day, time) => `${day} alle ${time}` },
  es: { today: (time) => `hoy a las ${time}`, tomorrow: (time) => `mañana a las ${time}`, on: (day, time) => `el ${day} a las ${time}` },
  pt: { today: (time) => `hoje às ${time}`, tomorrow: (time) => `amanhã às ${time}`, on: (day, time) => `${day} às ${time}` },
};

function zoneName(zone: string, language: AutoReplyLanguage, at: Instant): string {
  const parts = new Intl.DateTimeFormat(LOCALE[language], { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/** Beyond this nobody counts in minutes. */
const IN_HOURS: Duration = minutes(90);

/** [S0-19] "10 to 25 minutes": never less than was measured. */
export function waitWords({ from, to }: WaitRange, language: AutoReplyLanguage): string {
  const { hour, minute, range, upTo } = WAIT[language];
  if (to > IN_HOURS) {
    const least = Math.floor(from / hours(1));
    const most = Math.ceil(to / hours(1));
    return least === 0 ? `${upTo} ${most} ${hour}` : least === most ? `${most} ${hour}` : `${range(least, most)} ${hour}`;
  }
  const least = Math.floor(from / minutes(1));
  const most = Math.ceil(to / minutes(1));
  return least === 0 ? `${upTo} ${most} ${minute}` : `${range(least, most)} ${minute}`;
}

interface WaitWords {
  readonly upTo: string;
  readonly range: (least: number, most: number) => string;
  /** Always several: a wait that is said ends on five minutes or more, or on two hours or more. */
  readonly minute: string;
  readonly hour: string;
}

const WAIT: Readonly<Record<AutoReplyLanguage, WaitWords>> = {
  en: { upTo: "up to", range: (least, most) => `${least} to ${most}`, minute: "minutes", hour: "hours" },
  it: { upTo: "fino a", range: (least, most) => `da ${least} a ${most}`, minute: "minuti", hour: "ore" },
  es: { upTo: "hasta", range: (least, most) => `entre ${least} y ${most}`, minute: "minutos", hour: "horas" },
  pt: { upTo: "até", range: (least, most) => `de ${least} a ${most}`, minute: "minutos", hour: "horas" },
};
