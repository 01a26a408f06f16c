import { expect, test } from "vitest";
import type { DatedCalendar, OpenHours, Weekly } from "../../shared/sla/calendar.ts";
import { compileCalendar } from "../../shared/sla/compile-calendar.ts";
import { dueWithPauses, elapsedWithPauses, type Pause } from "../../shared/sla/pauses.ts";
import { minutes, toInstant } from "../../shared/time.ts";
import { createMinuteOracle, offsetMinutes } from "../fixtures/sla/minute-oracle.ts";
import { seeded, type Random } from "../fixtures/sla/random.ts";

// The long run: GREENLINE_ORACLE=100000, with GREENLINE_ORACLE_SEED for another one.
const COMBINATIONS = Number(process.env["GREENLINE_ORACLE"] ?? 400);
const SEED = Number(process.env["GREENLINE_ORACLE_SEED"] ?? 20_260_302);
const TIMEOUT_MS = 60_000 + COMBINATIONS * 50;

const ZONES = [
  "UTC",
  "Europe/Rome",
  "Europe/London",
  "Europe/Dublin",
  "Europe/Lisbon",
  "Europe/Berlin",
  "Europe/Athens",
  "Europe/Istanbul",
  "Europe/Moscow",
  "Europe/Chisinau",
  "Europe/Volgograd",
  "Europe/Kyiv",
  "Atlantic/Azores",
  "Atlantic/Reykjavik",
  "America/New_York",
  "America/Los_Angeles",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Anchorage",
  "America/Halifax",
  "America/St_Johns",
  "America/Havana",
  "America/Mexico_City",
  "America/Ciudad_Juarez",
  "America/Sao_Paulo",
  "America/Asuncion",
  "America/Santiago",
  "America/Punta_Arenas",
  "America/Nuuk",
  "America/Scoresbysund",
  "America/Miquelon",
  "America/Bogota",
  "America/Argentina/Buenos_Aires",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Africa/El_Aaiun",
  "Africa/Johannesburg",
  "Africa/Juba",
  "Africa/Lagos",
  "Asia/Jerusalem",
  "Asia/Gaza",
  "Asia/Beirut",
  "Asia/Amman",
  "Asia/Damascus",
  "Asia/Tehran",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Dubai",
  "Asia/Tokyo",
  "Asia/Shanghai",
  "Asia/Singapore",
  "Asia/Almaty",
  "Antarctica/Troll",
  "Antarctica/Casey",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "Australia/Adelaide",
  "Australia/Brisbane",
  "Australia/Eucla",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Apia",
  "Pacific/Fiji",
  "Pacific/Norfolk",
  "Pacific/Tongatapu",
  "Pacific/Easter",
  "Pacific/Kiritimati",
  "Pacific/Honolulu",
  "Pacific/Marquesas",
];

const DAY = 24 * 60;
const START_2020 = Date.UTC(2020, 0, 1) / 60_000;
const END_2030 = Date.UTC(2031, 0, 1) / 60_000;

test("[C2] [C3] [C4] [PF9] equals a count minute by minute around every clock change of 2020 to 2030 in seventy zones", { timeout: TIMEOUT_MS }, () => {
  const random = seeded(SEED);
  const wrong: string[] = [];
  let changes = 0;
  for (const zone of ZONES) {
    for (const change of clockChanges(zone)) {
      changes += 1;
      wrong.push(...compare(zone, change - random.below(3 * DAY), random));
    }
  }

  expect(wrong).toEqual([]);
  expect(changes).toBeGreaterThan(600);
});

test(
  `[C1] [C2] [C3] [C4] [S12] equals a count minute by minute for ${COMBINATIONS} random zones, calendars, starts and pauses (seed ${SEED})`,
  { timeout: TIMEOUT_MS },
  () => {
    const random = seeded(SEED + 1);
    const wrong: string[] = [];
    for (let combination = 0; combination < COMBINATIONS; combination += 1) {
      wrong.push(...compare(random.pick(ZONES), START_2020 + random.below(END_2030 - START_2020), random));
    }

    expect(wrong).toEqual([]);
  },
);

test("[C4] does not depend on what was asked before: a table grown in both directions answers like a fresh one", () => {
  const definition: DatedCalendar = {
    timeZone: "America/New_York",
    weekly: {
      mon: [
        ["09:00", "12:00"],
        ["13:00", "17:00"],
      ],
      sat: [["01:30", "03:15"]],
    },
    holidays: ["12-25"],
  };
  const grown = compileCalendar(definition);
  const random = seeded(SEED + 2);
  for (let round = 0; round < 200; round += 1) {
    const start = toInstant((Date.UTC(1990, 0, 1) / 60_000 + random.below(80 * 365 * DAY)) * 60_000);
    const target = minutes(1 + random.below(40 * DAY));
    expect(dueWithPauses(grown, start, target, [])).toBe(dueWithPauses(compileCalendar(definition), start, target, []));
  }
});

/** One calendar, start, target and set of pauses against the oracle; what differs, with all that is needed to repeat it. */
function compare(timeZone: string, startMinute: number, random: Random): readonly string[] {
  const span = 9 * DAY;
  const calendar = aCalendar(timeZone, startMinute, random);
  const oracle = createMinuteOracle(calendar, startMinute, startMinute + span);
  const compiled = compileCalendar(calendar);
  const pauses = somePauses(startMinute, random);

  const elapsedTo = startMinute + random.below(span);
  const targetMinutes = 1 + random.below(random.pick([30, 600, 3_000]));
  const paused = pauses.map(([from, to]): Pause => [instant(from), instant(to)]);

  const due = dueWithPauses(compiled, instant(startMinute), minutes(targetMinutes), paused);
  const expectedDue = dueByOracle(oracle, startMinute, targetMinutes, startMinute + span, pauses);
  const elapsed = elapsedWithPauses(compiled, instant(startMinute), instant(elapsedTo), paused);
  const expectedElapsed = elapsedByOracle(oracle, startMinute, elapsedTo, pauses);

  const told = (what: string, got: number | undefined, wanted: number): string =>
    `${what}: ${got} instead of ${wanted}: ${JSON.stringify({ calendar, start: new Date(instant(startMinute)).toISOString(), elapsedTo, targetMinutes, pauses })}`;
  return [
    ...(expectedDue !== undefined && due !== instant(expectedDue) ? [told("due", due, instant(expectedDue))] : []),
    ...(elapsed !== expectedElapsed * 60_000 ? [told("elapsed", elapsed, expectedElapsed * 60_000)] : []),
  ];
}

type Minutes = readonly [from: number, to: number];
const instant = (minute: number) => toInstant(minute * 60_000);

function dueByOracle(
  oracle: ReturnType<typeof createMinuteOracle>,
  start: number,
  target: number,
  end: number,
  pauses: readonly Minutes[],
): number | undefined {
  if (pauses.length === 0) return oracle.dueAt(start, target);
  let left = target;
  for (let minute = start; minute < end; minute += 1) {
    if (!isPaused(minute, pauses)) left -= oracle.elapsed(minute, minute + 1);
    if (left === 0) return minute + 1;
  }
  return undefined;
}

function elapsedByOracle(oracle: ReturnType<typeof createMinuteOracle>, from: number, to: number, pauses: readonly Minutes[]): number {
  if (pauses.length === 0) return oracle.elapsed(from, to);
  let sum = 0;
  for (let minute = from; minute < to; minute += 1) if (!isPaused(minute, pauses)) sum += oracle.elapsed(minute, minute + 1);
  return sum;
}

const isPaused = (minute: number, pauses: readonly Minutes[]): boolean => pauses.some(([from, to]) => from <= minute && minute < to);

/** Unsorted, overlapping, partly before the start. */
const somePauses = (start: number, random: Random): readonly Minutes[] =>
  Array.from({ length: random.pick([0, 0, 1, 3]) }, () => {
    const from = start - 300 + random.below(4 * DAY);
    return [from, from + random.below(2 * DAY)];
  });

function aCalendar(timeZone: string, startMinute: number, random: Random): DatedCalendar {
  const dates = Array.from({ length: 10 }, (_, day) => new Date((startMinute + day * DAY) * 60_000).toISOString().slice(0, 10));
  const weekly = random.below(8) === 0 ? "24/7" : aWeek(random);
  return {
    timeZone,
    weekly,
    holidays: Array.from({ length: random.below(3) }, () => random.pick(dates)).map((date) => (random.below(3) === 0 ? date.slice(5) : date)),
    overrides: Object.fromEntries(Array.from({ length: random.below(3) }, () => [random.pick(dates), random.below(3) === 0 ? [] : someHours(random)])),
  };
}

function aWeek(random: Random): Weekly {
  const days = (["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const).filter(() => random.below(4) !== 0);
  return { sun: someHours(random), ...Object.fromEntries(days.map((day) => [day, someHours(random)])) };
}

/** One to three intervals, often with boundaries in the hours in which clocks change. */
function someHours(random: Random): readonly OpenHours[] {
  const cuts = new Set<number>();
  const length = 2 * random.pick([1, 1, 2, 3]);
  while (cuts.size < length) cuts.add(random.below(3) === 0 ? random.below(4 * 60 + 1) : random.below(2) === 0 ? 30 * random.below(49) : random.below(DAY + 1));
  const sorted = [...cuts].toSorted((a, b) => a - b);
  return Array.from({ length: length / 2 }, (_, index): OpenHours => [text(sorted[2 * index] ?? 0), text(sorted[2 * index + 1] ?? 0)]);
}

const text = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** The minutes, to the day, at which a zone's offset changes, found with Intl alone. */
function clockChanges(zone: string): readonly number[] {
  const changes: number[] = [];
  let before = offsetMinutes(zone, START_2020);
  for (let minute = START_2020 + DAY; minute < END_2030; minute += DAY) {
    const offset = offsetMinutes(zone, minute);
    if (offset !== before) changes.push(minute);
    before = offset;
  }
  return changes;
}
