import { weekdayOf } from "../../sla/civil-date.ts";
import { days, hours, minutes, plus, type Instant } from "../../time.ts";
import { AFTERNOON, AFTER_A_WHILE, AT_A_TIME, COUNTS, EVENING, HALF_HOUR, MORNING, NOON, ONE_HOUR, TODAY, TOMORROW, WEEKDAYS } from "../lexicon/promises.ts";
import { instantAt, wallClock, type Zone } from "./local-time.ts";

/** When the parts of a day are over, in minutes after midnight. */
const ENDS = { morning: 12 * 60, noon: 12 * 60 + 30, afternoon: 19 * 60, day: 24 * 60 } as const;

/** Until when a folded clause promises something, meant at the time and place in which it was written. */
export function promisedBy(clause: string, saidAt: Instant, timeZone: string | undefined): Instant | undefined {
  if (timeZone !== undefined) return meantIn(timeZone, clause, saidAt);
  // Where the desk is not known, the time is over when it is over everywhere.
  const everywhere = OFFSETS.flatMap((offset) => meantIn(offset, clause, saidAt) ?? []);
  return everywhere.length === 0 ? undefined : everywhere.reduce((last, at) => (at > last ? at : last));
}

/** Every whole hour at which clocks are set, from the west to the east. */
const OFFSETS: readonly number[] = Array.from({ length: 27 }, (_, index) => hours(index - 12));

function meantIn(timeZone: Zone, clause: string, saidAt: Instant): Instant | undefined {
  if (HALF_HOUR.test(clause)) return plus(saidAt, minutes(30));
  if (ONE_HOUR.test(clause)) return plus(saidAt, hours(1));
  const whiles = AFTER_A_WHILE.exec(clause);
  if (whiles !== null) {
    const count = whiles[1] === undefined ? 1 : (COUNTS[whiles[1]] ?? Number(whiles[1]));
    const unit = whiles[2] ?? "";
    return plus(saidAt, unit.startsWith("m") ? minutes(count) : /^(?:d|g)/.test(unit) ? days(count) : hours(count));
  }

  const said = wallClock(saidAt, timeZone);
  const weekday = WEEKDAYS.findIndex((pattern) => pattern.test(clause));
  const ahead = weekday >= 0 ? (weekday - weekdayOf(said.day) + 7) % 7 : TOMORROW.test(clause) ? 1 : TODAY.test(clause) ? 0 : undefined;
  const minute = minuteOf(clause, ahead === undefined || ahead === 0 ? said.minute : 0);
  if (ahead === undefined && minute === undefined) return undefined;

  const dueAt = instantAt(said.day + (ahead ?? 0), minute ?? partEnd(clause), timeZone);
  return dueAt > saidAt ? dueAt : instantAt(said.day + (weekday >= 0 ? 7 : 1), minute ?? partEnd(clause), timeZone);
}

/** The time of day that a clause names: of two readings of "five", the first that is still to come. */
function minuteOf(clause: string, from: number): number | undefined {
  if (NOON.test(clause)) return 12 * 60;
  const match = AT_A_TIME.exec(clause);
  if (match === null) return undefined;
  const hour = /^\d/.test(match[1] ?? "") ? Number(match[1]) : 1;
  const past = Number(match[2] ?? 0);
  if (hour > 24 || past > 59) return undefined;
  const half = match[3] ?? "";
  if (half.startsWith("p")) return ((hour % 12) + 12) * 60 + past;
  if (half.startsWith("a")) return (hour % 12) * 60 + past;
  const first = hour * 60 + past;
  const second = first + 12 * 60;
  if (first > from && (hour >= 8 || hour === 0)) return first;
  // Nobody is called at five in the morning.
  if (hour <= 12 && second > from) return second % (24 * 60) || second;
  return first > from ? first : first + 24 * 60;
}

function partEnd(clause: string): number {
  if (EVENING.test(clause)) return ENDS.day;
  if (AFTERNOON.test(clause)) return ENDS.afternoon;
  return MORNING.test(clause) ? ENDS.morning : ENDS.day;
}
