import { toDuration, type Duration, type Instant } from "../time.ts";
import { dueAt, elapsed, type CompiledCalendar } from "./compile-calendar.ts";

/** Time that does not count, from the first instant up to the second. */
export type Pause = readonly [from: Instant, to: Instant];

/** In order, without overlaps and without empty ones. */
export function mergePauses(pauses: readonly Pause[]): readonly Pause[] {
  const union: [from: Instant, to: Instant][] = [];
  for (const [from, to] of pauses.toSorted((a, b) => a[0] - b[0])) {
    if (to <= from) continue;
    const last = union.at(-1);
    if (last !== undefined && from <= last[1]) {
      if (to > last[1]) last[1] = to;
    } else union.push([from, to]);
  }
  return union;
}

/** [S12] When the target is used up, time on hold left out. Used up as a pause begins is due then. Undefined as for `dueAt`. */
export function dueWithPauses(calendar: CompiledCalendar, start: Instant, target: Duration, pauses: readonly Pause[]): Instant | undefined {
  if (pauses.length === 0) return dueAt(calendar, start, target);

  let from = start;
  let left = target;
  for (const [pausedFrom, pausedTo] of mergePauses(pauses)) {
    if (pausedTo <= from) continue;
    const counted = elapsed(calendar, from, pausedFrom);
    if (counted >= left) break;
    left = toDuration(left - counted);
    from = pausedTo;
  }
  return dueAt(calendar, from, left);
}

/** [S12] Open time in ms between two instants, time on hold left out. */
export function elapsedWithPauses(calendar: CompiledCalendar, from: Instant, to: Instant, pauses: readonly Pause[]): Duration {
  return toDuration(elapsed(calendar, from, to) - pausedBetween(calendar, from, to, pauses));
}

/** [S12] Open time in ms on hold between two instants: closed hours are no paused time. */
export function pausedBetween(calendar: CompiledCalendar, from: Instant, to: Instant, pauses: readonly Pause[]): Duration {
  return mergePauses(pauses).reduce((sum, [pausedFrom, pausedTo]) => {
    const begin = pausedFrom > from ? pausedFrom : from;
    const end = pausedTo < to ? pausedTo : to;
    return toDuration(sum + elapsed(calendar, begin, end));
  }, toDuration(0));
}
