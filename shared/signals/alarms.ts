import type { AgentId } from "../ids.ts";
import type { NumberQuality } from "../inbox/people.ts";
import type { Instant } from "../time.ts";
import { rateOf, type Share } from "./share.ts";
import type { Pattern, PatternId } from "./patterns.ts";

/** `raise` and `clear` are rates; below `clear` an alarm is over. Under `fewest` cases no rate is judged. */
export interface AlarmRule {
  readonly raise: number;
  readonly clear: number;
  readonly bad: number;
  readonly fewest: number;
}

export type AlarmSignal = "quality" | "negative-rate" | "undelivered" | "surge" | PatternId;

/** Something about a number that leads are told once, until it is over. */
export interface NumberAlarm {
  readonly id: string;
  readonly signal: AlarmSignal;
  readonly level: "warn" | "bad";
  /** A rate from 0 to 1, a count, or nothing where `quality` says it. */
  readonly value?: number | undefined;
  readonly quality?: NumberQuality | undefined;
  readonly at: Instant;
  /** Since when it is over. */
  readonly clearedAt?: Instant | undefined;
  readonly seenBy: readonly AgentId[];
}

/** How one signal stands: still where it was, or worse, or over. Undefined: too little is known to say anything. */
export type AlarmReading = { readonly signal: AlarmSignal; readonly value?: number | undefined; readonly quality?: NumberQuality | undefined } & (
  | { readonly stands: "over" }
  /** Not bad enough to raise an alarm, not good enough to end one. */
  | { readonly stands: "between" }
  | { readonly stands: "raised"; readonly level: NumberAlarm["level"] }
);

/** Ended ones are remembered for the history, no more than so many. */
const MOST_KEPT = 20;

export function readRate(signal: AlarmSignal, share: Share, rule: AlarmRule): AlarmReading | undefined {
  const value = rateOf(share);
  if (value === undefined || share.of < rule.fewest) return undefined;
  if (value >= rule.raise) return { signal, value, stands: "raised", level: value >= rule.bad ? "bad" : "warn" };
  return { signal, value, stands: value < rule.clear ? "over" : "between" };
}

/** [S2-2] Medium is a warning and low is an alarm; what is unknown says nothing. */
export function readQuality(quality: NumberQuality): AlarmReading | undefined {
  if (quality === "unknown") return undefined;
  if (quality === "green") return { signal: "quality", quality, stands: "over" };
  return { signal: "quality", quality, stands: "raised", level: quality === "red" ? "bad" : "warn" };
}

export const readPattern = ({ fires, id, value }: Pattern): AlarmReading =>
  fires ? { signal: id, value, stands: "raised", level: "warn" } : { signal: id, value, stands: "over" };

/**
 * [S1-5] The alarms after a look at the signals. One signal has one open alarm: while it stands nothing new is said, unless it gets
 * worse; between the two thresholds nothing changes, so that a figure that wavers around one of them makes no noise.
 */
export function nextAlarms(before: readonly NumberAlarm[], readings: readonly AlarmReading[], now: Instant): readonly NumberAlarm[] {
  const after = readings.reduce((alarms, reading) => applied(alarms, reading, now), before);
  if (after === before) return before;
  const ended = after.filter(({ clearedAt }) => clearedAt !== undefined);
  return [...after.filter(({ clearedAt }) => clearedAt === undefined), ...ended.slice(0, MOST_KEPT)].toSorted((a, b) => b.at - a.at);
}

function applied(alarms: readonly NumberAlarm[], reading: AlarmReading, now: Instant): readonly NumberAlarm[] {
  const open = alarms.find(({ clearedAt, signal }) => signal === reading.signal && clearedAt === undefined);
  const others = alarms.filter((alarm) => alarm !== open);
  const ended = open === undefined ? [] : [{ ...open, clearedAt: now }];
  if (reading.stands === "over") return open === undefined ? alarms : [...ended, ...others];
  if (reading.stands === "between") return alarms;
  if (open !== undefined && !isWorse(open, reading.level) && !(reading.quality === "yellow" && open.quality === "red")) return alarms;
  const { level, quality, signal, value } = reading;
  return [{ id: `${signal}:${now}`, signal, level, at: now, seenBy: [], value, quality }, ...ended, ...others];
}

const isWorse = (open: NumberAlarm, level: NumberAlarm["level"]): boolean => open.level === "warn" && level === "bad";

/** What somebody has still to be told, newest first. */
export const unseenAlarms = (alarms: readonly NumberAlarm[] | undefined, me: AgentId): readonly NumberAlarm[] =>
  (alarms ?? []).filter(({ clearedAt, seenBy }) => clearedAt === undefined && !seenBy.includes(me));

export const openAlarms = (alarms: readonly NumberAlarm[] | undefined): readonly NumberAlarm[] =>
  (alarms ?? []).filter(({ clearedAt }) => clearedAt === undefined);
