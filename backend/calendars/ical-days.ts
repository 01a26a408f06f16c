import ICAL from "ical.js";
import type { NamedHoliday } from "../../shared/api/sla.ts";
import { civilDate, dateText, dayNumber, parseDate } from "../../shared/sla/civil-date.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { contentLines, shown, type ContentLine } from "./ical-lines.ts";

export interface WholeDays {
  readonly items: readonly NamedHoliday[];
  /** Events at a time of day, which close no day and were left out. */
  readonly timed: number;
}

const MOST_DAYS = 2_000;
/** What is repeated is written out for so long. */
const YEARS_AHEAD = 5;
/** Daily for a century, or something that was never meant for whole days. */
const MOST_REPETITIONS = 50_000;
const LONGEST_NAME = 100;

/** [C1] The whole days of an iCalendar file, repetitions from `today` (a day number) on; else a sentence about what is wrong with it. */
export function readWholeDays(text: string, today: number): Result<WholeDays, string> {
  const lines = contentLines(text);
  if (!lines.ok) return lines;

  const events = componentsOf(lines.value).flatMap((calendar) => calendar.getAllSubcomponents("vevent"));
  const written = eventLines(lines.value);
  const changed = Map.groupBy(
    events.filter((event) => event.hasProperty("recurrence-id")),
    uidOf,
  );
  const days = new Map<string, NamedHoliday>();
  let timed = 0;
  for (const [index, component] of events.entries()) {
    if (component.hasProperty("recurrence-id") || isCancelled(component)) continue;
    const fault = faultOf(component, written[index] ?? []);
    if (fault !== undefined) return err(fault);
    const event = new ICAL.Event(component, { exceptions: changed.get(uidOf(component)) ?? [] });
    if (!event.startDate.isDate) {
      timed += 1;
      continue;
    }
    const read = occurrences(event, today);
    if (read === undefined) return err(`"${nameOf(event)}" is repeated in a way that nobody can follow.`);
    for (const { first, last, name } of read) {
      for (let day = first; day <= last; day += 1) {
        const date = dateText(day);
        days.set(`${date} ${name}`, { date, name });
        if (days.size > MOST_DAYS) return err(`The file has more than ${MOST_DAYS.toLocaleString("en")} days.`);
      }
    }
  }
  return ok({ items: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)), timed });
}

interface Occurrence {
  readonly first: number;
  readonly last: number;
  readonly name: string;
}

/** Undefined where there is no end to it, or the library gives up. */
function occurrences(event: ICAL.Event, today: number): readonly Occurrence[] | undefined {
  if (!event.isRecurring()) return [occurrence(event, event.startDate, event.endDate)];
  try {
    return repetitions(event, today);
  } catch {
    return undefined;
  }
}

function repetitions(event: ICAL.Event, today: number): readonly Occurrence[] | undefined {
  const { year, ...date } = civilDate(today);
  const until = dayNumber({ year: year + YEARS_AHEAD, ...date });
  const found: Occurrence[] = [];
  const steps = event.iterator();
  for (let step = 0; step < MOST_REPETITIONS; step += 1) {
    const next = steps.next();
    if (next === undefined || next === null || dayOf(next) >= until) return found;
    if (isMoved(event, next)) continue;
    const { endDate, item, startDate } = event.getOccurrenceDetails(next);
    if (isCancelled(item.component) || !startDate.isDate) continue;
    const one = occurrence(item, startDate, endDate);
    if (one.last >= today) found.push(one);
  }
  return undefined;
}

/** What is every year on the 29th of February is not on the 1st of March in the others, whatever the library says. */
function isMoved({ component, startDate }: ICAL.Event, next: ICAL.Time): boolean {
  const rule = component.getFirstPropertyValue("rrule");
  const plain = rule instanceof ICAL.Recur && rule.freq === "YEARLY" && Object.keys(rule.parts).length === 0;
  return plain && (next.month !== startDate.month || next.day !== startDate.day);
}

/** The end is not part of it; where it is missing, or not after the beginning, it is the one day. */
function occurrence(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time): Occurrence {
  const first = dayOf(start);
  return { first, last: Math.max(first, dayOf(end) - 1), name: nameOf(event) };
}

const dayOf = ({ day, month, year }: ICAL.Time): number => dayNumber({ year, month, day });
const nameOf = (event: ICAL.Event): string => (event.summary ?? "").replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME);
const uidOf = (component: ICAL.Component): string => String(component.getFirstPropertyValue("uid") ?? "");
const isCancelled = (component: ICAL.Component): boolean => String(component.getFirstPropertyValue("status") ?? "").toUpperCase() === "CANCELLED";

/** The library makes some date of any digits (a 45th of May); here they must name a day. `lines` are the event's own. */
function faultOf(component: ICAL.Component, lines: readonly ContentLine[]): string | undefined {
  if (!component.hasProperty("dtstart")) return `The event of line ${lines[0]?.number} does not say when it is (DTSTART).`;
  for (const name of ["dtstart", "dtend"]) {
    const property = component.getFirstProperty(name);
    if (property === null || parseDate(String(property.toJSON()[3]).slice(0, 10)) !== undefined) continue;
    const line = lines.find(({ text }) => text.toLowerCase().startsWith(name));
    return `Line ${line?.number} names no day that exists: ${shown(line?.text ?? "")}`;
  }
  return undefined;
}

/** The lines of each event, in the order of the file. */
function eventLines(lines: readonly ContentLine[]): readonly (readonly ContentLine[])[] {
  const begins = lines.flatMap(({ text }, index) => (/^BEGIN:VEVENT\s*$/i.test(text) ? [index] : []));
  return begins.map((begin, index) => lines.slice(begin, begins[index + 1]));
}

function componentsOf(lines: readonly ContentLine[]): readonly ICAL.Component[] {
  const parsed = ICAL.parse(lines.map(({ text }) => text).join("\r\n")) as unknown[];
  const many = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
  return many.map((one) => new ICAL.Component(one));
}
