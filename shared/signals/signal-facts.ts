import { days, hours, minutes, type Duration } from "../time.ts";
import type { AlarmRule } from "./alarms.ts";

/** A figure with where it comes from and of which day it is. `ours`: the platform publishes none, so it is our own choice. */
interface Figure<Value> {
  readonly value: Value;
  readonly source: string;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
}

const figure = <Value>(value: Value, source: string, asOf: string): Figure<Value> => ({ value, source, asOf });
const ours = <Value>(value: Value, why: string): Figure<Value> => figure(value, `ours: ${why}`, "2026-11-22");

/** What the signals of a number are measured by. */
export const signalFacts = {
  /** [S4-23] It was the last 24 hours until about 2021. */
  period: figure<Duration>(days(7), "messages/send-messages: quality over the past seven days, weighted by recency", "2026-04-23"),
  longestPeriod: ours<Duration>(days(31), "so that an answer stays quick"),
  undeliveredAfter: ours<Duration>(hours(24), "a phone that is on takes a message within a day"),
  unreadAfter: ours<Duration>(hours(48), "read receipts may be off: not read is not unread"),
  coldAfter: ours<Duration>(days(90), "silent for a quarter of a year"),
  answerWindow: figure<Duration>(hours(24), "messages/send-messages: customer service window", "2026-04-23"),
  /** Unreachable and perhaps blocked; over the limit of marketing to one person; stopped marketing. */
  negativeCodes: figure<readonly number[]>([131026, 131049, 131050], "error-codes; that a block shows as 131026 is inferred", "2025-11-19"),
  pollEvery: ours<Duration>(minutes(15), "quality may change within minutes, calls are counted by the hour"),
  staleAfter: ours<Duration>(hours(6), "twenty-four polls in vain"),
  answerKeptFor: ours<Duration>(minutes(1), "the figures are of days"),
} as const;

/** When a pattern that a machine can see is worth a word. */
export const patternFacts = {
  burst: ours({ times: 6, fewest: 60 }, "one hour against the usual hour of the week; none is published"),
  identicalTexts: ours({ people: 20 }, "the same words to so many people in a day"),
  coldContacts: ours({ share: 0.3, fewest: 20 }, "of the people who were written to first"),
  templateFails: ours({ share: 0.1, fewest: 20 }, "of the templates that were sent"),
} as const;

/** When an alarm is raised, and how far a figure has to fall before it can be raised again. */
export const alarmFacts = {
  "negative-rate": ours<AlarmRule>({ raise: 0.03, clear: 0.02, bad: 0.06, fewest: 50 }, "no rate is published"),
  undelivered: ours<AlarmRule>({ raise: 0.15, clear: 0.1, bad: 0.3, fewest: 50 }, "no share is published"),
} as const;
