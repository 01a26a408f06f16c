import type { DatedCalendar, Weekday } from "../../../shared/sla/calendar.ts";
import { timeText } from "./time-of-day.ts";
import { spansOf } from "./week.ts";

interface Say {
  /** In the order in which a week is read. */
  readonly days: readonly Weekday[];
  readonly name: (day: Weekday) => string;
  readonly always: string;
  readonly never: string;
}

/** "Mon–Fri 09:00–13:00, 14:00–18:00; Sat 10:00–14:00": days of the same hours together, each group where its first day stands. */
export function weekWords(weekly: DatedCalendar["weekly"], { always, days, name, never }: Say): string {
  if (weekly === "24/7") return always;

  const groups = new Map<string, number[]>();
  days.forEach((day, place) => {
    const hours = hoursWords(spansOf(weekly, day));
    if (hours !== "") groups.set(hours, [...(groups.get(hours) ?? []), place]);
  });
  if (groups.size === 0) return never;
  return [...groups].map(([hours, places]) => `${runs(places).map(runWords).join(", ")} ${hours}`).join("; ");

  function runWords([first, last]: readonly [number, number]): string {
    const [from, to] = [days[first], days[last]].map((day) => (day === undefined ? "" : name(day)));
    return first === last ? (from ?? "") : `${from}–${to}`;
  }
}

export const hoursWords = (spans: readonly (readonly [number, number])[]): string => spans.map(([from, to]) => `${timeText(from)}–${timeText(to)}`).join(", ");

/** Places that follow each other. */
function runs(places: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const found: [number, number][] = [];
  for (const place of places) {
    const run = found.at(-1);
    if (run !== undefined && run[1] === place - 1) run[1] = place;
    else found.push([place, place]);
  }
  return found;
}
