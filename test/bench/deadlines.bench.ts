import { DateTime } from "luxon";
import { Temporal } from "temporal-polyfill";
import type { DatedCalendar } from "../../shared/sla/calendar.ts";
import { compileCalendar, dueAt } from "../../shared/sla/compile-calendar.ts";
import { toDuration, toInstant } from "../../shared/time.ts";
import { seeded } from "../fixtures/sla/random.ts";

/**
 * [PF9] Deadlines a second: ours beside a bare loop of two binary searches over the same intervals, and beside walking the days
 * with luxon and with Temporal. Interleaved A B C D A B C D, median with min and max, as JSON. Nothing is asserted.
 */
const ROUNDS = 7;
const QUERIES = 200_000;
const SLOW_QUERIES = 300;

const office: DatedCalendar = {
  timeZone: "Europe/Rome",
  weekly: Object.fromEntries(
    (["mon", "tue", "wed", "thu", "fri"] as const).map((day) => [
      day,
      [
        ["09:00", "13:00"],
        ["14:00", "18:00"],
      ],
    ]),
  ),
  holidays: ["12-25", "01-01"],
};

const random = seeded(7);
const starts = Float64Array.from({ length: QUERIES }, () => Date.UTC(2026, 0, 1) + random.below(365 * 86_400_000));
const targets = Float64Array.from({ length: QUERIES }, () => 60_000 * (1 + random.below(2_400)));

const calendar = compileCalendar(office);
dueAt(calendar, toInstant(Date.UTC(2025, 11, 1)), toDuration(1));
dueAt(calendar, toInstant(Date.UTC(2027, 11, 1)), toDuration(1));
const table = calendar.table?.current;
if (table === undefined) throw new Error("The calendar has no table.");
const { opens, closes, sums } = table;

function ours(): number {
  let sum = 0;
  for (let index = 0; index < QUERIES; index += 1) sum += dueAt(calendar, toInstant(starts[index] ?? 0), toDuration(targets[index] ?? 0)) ?? 0;
  return sum;
}

/** The least that the answer costs. */
function bare(): number {
  let sum = 0;
  const count = opens.length;
  for (let query = 0; query < QUERIES; query += 1) {
    const start = starts[query] as number;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((opens[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    const before = low - 1;
    const used =
      (before < 0 ? 0 : (sums[before] as number) + Math.min(start, closes[before] as number) - (opens[before] as number)) + (targets[query] as number);
    low = 0;
    high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] as number) < used) low = middle + 1;
      else high = middle;
    }
    sum += (opens[low - 1] as number) + used - (sums[low - 1] as number);
  }
  return sum;
}

/** How one would write it with a date library: day after day. */
function temporal(): number {
  let sum = 0;
  for (let query = 0; query < SLOW_QUERIES; query += 1) {
    let left = targets[query] as number;
    const start = starts[query] as number;
    let day = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(office.timeZone).toPlainDate();
    for (;;) {
      const holiday = (day.month === 12 && day.day === 25) || (day.month === 1 && day.day === 1);
      if (day.dayOfWeek <= 5 && !holiday) {
        for (const [from, to] of [
          ["09:00", "13:00"],
          ["14:00", "18:00"],
        ] as const) {
          const opening = Math.max(start, day.toZonedDateTime({ timeZone: office.timeZone, plainTime: from }).epochMilliseconds);
          const open = day.toZonedDateTime({ timeZone: office.timeZone, plainTime: to }).epochMilliseconds - opening;
          if (open <= 0) continue;
          if (open >= left) {
            sum += opening + left;
            left = 0;
            break;
          }
          left -= open;
        }
        if (left === 0) break;
      }
      day = day.add({ days: 1 });
    }
  }
  return sum;
}

/** The same, as the users of luxon write it. */
function luxon(): number {
  let sum = 0;
  for (let query = 0; query < SLOW_QUERIES; query += 1) {
    let left = targets[query] as number;
    const start = starts[query] as number;
    let day = DateTime.fromMillis(start, { zone: office.timeZone }).startOf("day");
    while (left > 0) {
      const holiday = (day.month === 12 && day.day === 25) || (day.month === 1 && day.day === 1);
      if (day.weekday <= 5 && !holiday) {
        for (const [from, to] of [
          [9, 13],
          [14, 18],
        ] as const) {
          const opening = Math.max(start, day.set({ hour: from }).toMillis());
          const open = day.set({ hour: to }).toMillis() - opening;
          if (open <= 0) continue;
          if (open >= left) {
            sum += opening + left;
            left = 0;
            break;
          }
          left -= open;
        }
      }
      day = day.plus({ days: 1 });
    }
  }
  return sum;
}

const perSecond = (run: () => number, queries: number): number => {
  const began = process.hrtime.bigint();
  run();
  return (queries * 1e9) / Number(process.hrtime.bigint() - began);
};

if (ours() !== bare()) throw new Error("The bare loop and the product disagree.");
let same = 0;
for (let index = 0; index < SLOW_QUERIES; index += 1) same += dueAt(calendar, toInstant(starts[index] ?? 0), toDuration(targets[index] ?? 0)) ?? 0;
if (same !== temporal()) throw new Error("Temporal and the product disagree.");
if (same !== luxon()) throw new Error("luxon and the product disagree.");

const results = { ours: [] as number[], bare: [] as number[], luxon: [] as number[], temporal: [] as number[], compiled: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  results.ours.push(perSecond(ours, QUERIES));
  results.bare.push(perSecond(bare, QUERIES));
  results.luxon.push(perSecond(luxon, SLOW_QUERIES));
  results.temporal.push(perSecond(temporal, SLOW_QUERIES));
  const began = process.hrtime.bigint();
  dueAt(compileCalendar(office), toInstant(Date.UTC(2026, 0, 1)), toDuration(1));
  results.compiled.push(Number(process.hrtime.bigint() - began) / 1e6);
}

const summary = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: rounded(sorted[Math.floor(sorted.length / 2)]), min: rounded(sorted[0]), max: rounded(sorted.at(-1)) };
};
const rounded = (value = Number.NaN): number => Number(value.toPrecision(4));
const median = (values: readonly number[]): number => summary(values).median;

const ratio = {
  toBare: rounded(median(results.ours) / median(results.bare)),
  toLuxon: rounded(median(results.ours) / median(results.luxon)),
  toTemporal: rounded(median(results.ours) / median(results.temporal)),
};
const limit = { toBare: 0.5, toLuxon: 200 };
const met = { toBare: ratio.toBare >= limit.toBare, toLuxon: ratio.toLuxon >= limit.toLuxon };

console.log(
  JSON.stringify(
    {
      benchmark: "deadlines",
      perSecond: { ours: summary(results.ours), bare: summary(results.bare), luxon: summary(results.luxon), temporal: summary(results.temporal) },
      compileMs: summary(results.compiled),
      ratio,
      limit,
      met,
    },
    null,
    2,
  ),
);
if (!met.toBare || !met.toLuxon) process.exitCode = 1;
