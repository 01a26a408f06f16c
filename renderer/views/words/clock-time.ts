import type { Clock } from "../../../shared/sla/clock.ts";
import { elapsed, type CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { minutes, toDuration, type Duration, type Instant } from "../../../shared/time.ts";
import type { Words } from "./use-words.ts";

/** A length of time that says what it is. `plain`: the clock counts round the clock, so that there is nothing to say. */
export interface Measured {
  readonly ms: Duration;
  readonly in: "plain" | "open" | "wall";
}

/**
 * [R4] From one instant to another in the clock's own time; by the wall, and said to be, where its calendar is not known here.
 * `pausedMs` is what of it was on hold.
 */
export function measure(clock: Clock, calendar: CompiledCalendar | undefined, from: Instant, to: Instant, pausedMs = 0): Measured {
  if (!countsOpenHours(clock)) return { ms: toDuration(to - from - pausedMs), in: "plain" };
  if (calendar === undefined) return { ms: toDuration(to - from), in: "wall" };
  return { ms: toDuration(elapsed(calendar, from, to) - pausedMs), in: calendar.table === undefined ? "plain" : "open" };
}

/** How long it is, without what kind of time: open time has no days, because a day of it is nobody's day. */
export const lengthWords = ({ in: kind, ms }: Measured, time: Words["time"]): string =>
  kind !== "open" || ms < minutes(60) ? time.left(ms) : time.exact(Math.round(ms / 60_000) * 60_000);

/** "12:05 late" as the sentence has it, and of which time that is. */
export const withMeasure = (sentence: string, measured: Measured, t: Words["t"]): string =>
  measured.in === "plain" ? sentence : t(`measure.${measured.in}`, { text: sentence });

export const countsOpenHours = ({ calendar }: Pick<Clock, "calendar">): boolean => calendar !== undefined && calendar.id !== "24/7";

/**
 * [R4] Closed hours lie between now and the due instant, so that the distance on the wall would mislead. Without the calendar it
 * is judged by the target: then some lie between start and due time, and not all of them are over.
 */
export function liesBehindClosedHours(clock: Clock, calendar: CompiledCalendar | undefined, now: Instant): boolean {
  const { dueAt } = clock;
  if (dueAt === undefined || clock.target === undefined) return false;
  if (calendar === undefined) return dueAt - clock.startedAt > clock.target + clock.pausedMs + minutes(1) && dueAt - now > minutes(60);

  const [from, to] = dueAt > now ? [now, dueAt] : [dueAt, now];
  return to - from - elapsed(calendar, from, to) >= minutes(1);
}
