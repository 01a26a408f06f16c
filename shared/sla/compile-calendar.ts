import { Temporal } from "temporal-polyfill";
import { plus, toDuration, toInstant, type Duration, type Instant } from "../time.ts";
import { civilDate, dayNumber } from "./civil-date.ts";
import { openHoursByDay, type Minutes } from "./day-hours.ts";
import type { CalendarDefinition, DatedCalendar } from "./calendar.ts";

/**
 * A calendar as absolute open intervals in UTC with prefix sums, so that a due time three years away costs two binary searches
 * like one in three minutes (C4). The only file that knows time zones; the table grows when a question reaches beyond it, and the
 * answers do not depend on how far it has grown.
 */
export interface CompiledCalendar {
  readonly definition: CalendarDefinition;
  /** [C5] Undefined where it is always open: there the answers are plain arithmetic. */
  readonly table: GrowingTable | undefined;
}

/** What is open from day `fromDay` up to `toDay`. `sums[i]` is the open time before interval `i`, `sums[count]` all of it. */
interface Table {
  readonly fromDay: number;
  readonly toDay: number;
  readonly count: number;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly sums: Float64Array;
}

interface GrowingTable {
  current: Table;
  readonly build: (fromDay: number, toDay: number) => Table;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** A day's UTC instants may lie two days from the same date in UTC (Samoa crossed the date line), so the edges are not trusted. */
const EDGE_DAYS = 2;
const DAYS_BEHIND = 40;
const DAYS_AHEAD = 400;

/** Beyond these, business time is not counted: nobody promises an answer there, and a typing error must not fill the memory. */
const FIRST_DAY = dayNumber({ year: 1900, month: 1, day: 1 });
const LAST_DAY = dayNumber({ year: 2500, month: 1, day: 1 });
export const CALENDAR_FROM = toInstant((FIRST_DAY + EDGE_DAYS) * DAY);
export const CALENDAR_TO = toInstant((LAST_DAY - EDGE_DAYS) * DAY);

/** Takes a definition that parse-calendar.ts let through; throws on any other. */
export function compileCalendar(definition: CalendarDefinition): CompiledCalendar {
  if (definition === "24/7" || isAlwaysOpen(definition)) return { definition, table: undefined };

  const build = tableBuilder(definition);
  return { definition, table: { current: EMPTY, build } };
}

const isAlwaysOpen = ({ weekly, holidays, overrides }: DatedCalendar): boolean =>
  weekly === "24/7" && (holidays?.length ?? 0) === 0 && Object.keys(overrides ?? {}).length === 0;

/** Whether the zone is a name that the time-zone data of this machine knows. Offsets like `+02:00` are none: they miss every clock change. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clock on the wall shows in a zone: the day's number and the ms since midnight that a clock there reads. */
export function wallClock(timeZone: string, at: Instant): { readonly day: number; readonly time: number } {
  const local = at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
  const day = Math.floor(local / DAY);
  return { day, time: local - day * DAY };
}

/** [C3] The instant at which a clock in the zone first shows this time; one that is skipped moves forward by the gap. */
export function instantOfWallClock(timeZone: string, day: number, time: number): Instant {
  const { year, month, day: dayOfMonth } = civilDate(day);
  const start = Temporal.PlainDateTime.from({ year, month, day: dayOfMonth }).add({ milliseconds: time });
  return toInstant(start.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds);
}

/**
 * [C2] [C4] When `target` ms of open time after `start` are used up. Used up exactly at closing is due at closing. Undefined where
 * the calendar is not open for so long again.
 */
export function dueAt({ table }: CompiledCalendar, start: Instant, target: Duration): Instant | undefined {
  if (table === undefined) return plus(start, target);

  let { current } = covering(table, start, start);
  let used = openBefore(current, start) + target;
  while (used > valueAt(current.sums, current.count)) {
    if (current.toDay >= LAST_DAY) return undefined;
    grow(table, current.fromDay, current.toDay + (current.toDay - current.fromDay));
    current = table.current;
    used = openBefore(current, start) + target;
  }
  if (target <= 0) return start;

  const index = lastBelow(current.sums, current.count, used);
  return toInstant(valueAt(current.opens, index) + (used - valueAt(current.sums, index)));
}

/** [C4] Open time in ms between two instants; none where `to` is not after `from`. */
export function elapsed({ table }: CompiledCalendar, from: Instant, to: Instant): Duration {
  if (to <= from) return toDuration(0);
  if (table === undefined) return toDuration(to - from);

  const { current } = covering(table, from, to);
  return toDuration(openBefore(current, to) - openBefore(current, from));
}

/** `at` itself where it is open then, else the next opening. */
export function nextOpening({ table }: CompiledCalendar, at: Instant): Instant | undefined {
  if (table === undefined) return at;

  for (;;) {
    const { current } = covering(table, at, at);
    const index = lastAtOrBelow(current.opens, current.count, at);
    if (index >= 0 && at < valueAt(current.closes, index)) return at;
    if (index + 1 < current.count) return toInstant(valueAt(current.opens, index + 1));
    if (current.toDay >= LAST_DAY) return undefined;
    grow(table, current.fromDay, current.toDay + (current.toDay - current.fromDay));
  }
}

/** When the open interval that holds `at` ends; undefined where it is closed then, or never closes. */
export function closingAfter({ table }: CompiledCalendar, at: Instant): Instant | undefined {
  if (table === undefined) return undefined;

  const { current } = covering(table, at, at);
  const index = lastAtOrBelow(current.opens, current.count, at);
  const closes = current.closes[index];
  return index >= 0 && closes !== undefined && at < closes ? toInstant(closes) : undefined;
}

/** The open pieces between two instants, at most `limit` of them, in order: what an explanation shows (R3). */
export function openPieces({ table }: CompiledCalendar, from: Instant, to: Instant, limit: number): readonly (readonly [Instant, Instant])[] {
  if (to <= from) return [];
  if (table === undefined) return [[from, to]];

  const { current } = covering(table, from, to);
  const pieces: (readonly [Instant, Instant])[] = [];
  for (let index = Math.max(0, lastAtOrBelow(current.opens, current.count, from)); index < current.count && pieces.length < limit; index += 1) {
    const opens = Math.max(from, valueAt(current.opens, index));
    const closes = Math.min(to, valueAt(current.closes, index));
    if (opens >= to) break;
    if (opens < closes) pieces.push([toInstant(opens), toInstant(closes)]);
  }
  return pieces;
}

/** Every index here comes from a search in the same table. */
const valueAt = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/** Open time in ms from the table's beginning to `at`. */
function openBefore({ opens, closes, sums, count }: Table, at: number): number {
  const index = lastAtOrBelow(opens, count, at);
  return index < 0 ? 0 : valueAt(sums, index) + Math.min(at, valueAt(closes, index)) - valueAt(opens, index);
}

/** The last index whose value is at most `value`, or -1. */
function lastAtOrBelow(values: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(values, middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The last index whose value is below `value`, or -1. */
function lastBelow(values: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(values, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function covering(table: GrowingTable, from: number, to: number): GrowingTable {
  const { fromDay, toDay } = table.current;
  const first = (fromDay + EDGE_DAYS) * DAY;
  const last = (toDay - EDGE_DAYS) * DAY;
  if (from < first && fromDay > FIRST_DAY) reach(table, from, to);
  else if (to > last && toDay < LAST_DAY) reach(table, from, to);
  return table;
}

/** Doubles what is covered where a question goes beyond it, so that all growing together costs no more than twice the last. */
function reach(table: GrowingTable, from: number, to: number): void {
  const { fromDay, toDay } = table.current;
  const first = Math.floor(from / DAY) - DAYS_BEHIND;
  const last = Math.floor(to / DAY) + DAYS_AHEAD;
  if (toDay === fromDay) return grow(table, first, last);

  const span = toDay - fromDay;
  grow(table, first < fromDay ? Math.min(first, fromDay - span) : fromDay, last > toDay ? Math.max(last, toDay + span) : toDay);
}

function grow(table: GrowingTable, fromDay: number, toDay: number): void {
  const clamp = (day: number): number => Math.min(LAST_DAY, Math.max(FIRST_DAY, day));
  table.current = table.build(clamp(fromDay), clamp(toDay));
}

const EMPTY: Table = { fromDay: 0, toDay: 0, count: 0, opens: new Float64Array(0), closes: new Float64Array(0), sums: new Float64Array(1) };

function tableBuilder(definition: DatedCalendar): (fromDay: number, toDay: number) => Table {
  const hoursOf = openHoursByDay(definition);

  return (fromDay, toDay) => {
    const zone = zoneBetween(definition.timeZone, fromDay, toDay);
    const intervals: [opens: number, closes: number][] = [];
    for (let day = fromDay; day < toDay; day += 1) {
      for (const minutes of hoursOf(day)) {
        const interval = absolute(zone, day, minutes);
        if (interval !== undefined) intervals.push(interval);
      }
    }
    return toTable(fromDay, toDay, merged(intervals));
  };
}

/** An end that moved out of a gap may reach into the next interval: open time counts once. Neighbours become one. */
function merged(intervals: [opens: number, closes: number][]): readonly (readonly [opens: number, closes: number])[] {
  const union: [opens: number, closes: number][] = [];
  for (const [opens, closes] of intervals.toSorted((a, b) => a[0] - b[0])) {
    const last = union.at(-1);
    if (last !== undefined && opens <= last[1]) last[1] = Math.max(last[1], closes);
    else union.push([opens, closes]);
  }
  return union;
}

function toTable(fromDay: number, toDay: number, intervals: readonly (readonly [opens: number, closes: number])[]): Table {
  const count = intervals.length;
  const opens = new Float64Array(count);
  const closes = new Float64Array(count);
  const sums = new Float64Array(count + 1);
  intervals.forEach(([open, close], index) => {
    opens[index] = open;
    closes[index] = close;
    sums[index + 1] = valueAt(sums, index) + close - open;
  });
  return { fromDay, toDay, count, opens, closes, sums };
}

/** A zone as the offsets that it has one after the other; `from[i]` is the instant from which `offsets[i]` holds. */
interface Zone {
  readonly from: Float64Array;
  readonly offsets: Float64Array;
}

function zoneBetween(timeZone: string, fromDay: number, toDay: number): Zone {
  const start = Temporal.Instant.fromEpochMilliseconds((fromDay - EDGE_DAYS) * DAY).toZonedDateTimeISO(timeZone);
  const end = (toDay + EDGE_DAYS) * DAY;
  const from = [Number.NEGATIVE_INFINITY];
  const offsets = [start.offsetNanoseconds / 1e6];
  for (let change = start.getTimeZoneTransition("next"); change !== null && change.epochMilliseconds < end; change = change.getTimeZoneTransition("next")) {
    from.push(change.epochMilliseconds);
    offsets.push(change.offsetNanoseconds / 1e6);
  }
  return { from: Float64Array.from(from), offsets: Float64Array.from(offsets) };
}

/** [C3] An interval of a local day in UTC; undefined where it lies wholly inside a gap, or nothing is left of it. */
function absolute(zone: Zone, day: number, [from, to]: Minutes): [opens: number, closes: number] | undefined {
  const opening = resolve(zone, day * DAY + from * MINUTE);
  const closing = resolve(zone, day * DAY + to * MINUTE);
  // The end of an interval is not part of it, so an end at the gap's own end belongs to the gap: there `closing` lies before `opening` or at it.
  const insideOneGap = opening.gap !== undefined && opening.gap === closing.gap;
  return insideOneGap || closing.at <= opening.at ? undefined : [opening.at, closing.at];
}

/** [C3] Local ms to UTC: an ambiguous time is its first occurrence, one that does not exist moves forward by the gap. */
function resolve({ from, offsets }: Zone, local: number): { readonly at: number; readonly gap?: number } {
  // Offsets are below a day, Samoa's leap included: periods that end before cannot hold it.
  for (let index = Math.max(0, lastAtOrBelow(from, from.length, local - EDGE_DAYS * DAY)); ; index += 1) {
    const at = local - valueAt(offsets, index);
    const next = from[index + 1] ?? Number.POSITIVE_INFINITY;
    if (at >= next) {
      // The next period begins later than this local time: it was skipped by the change at `next`.
      if (local - valueAt(offsets, index + 1) < next) return { at, gap: next };
      continue;
    }
    return { at };
  }
}
