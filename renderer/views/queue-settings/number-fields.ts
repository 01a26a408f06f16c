import type { DeliveryPolicy } from "../../../shared/bots/bot-policy.ts";
import type { AutoHandoffPolicy } from "../../../shared/handoffs/auto-handoff-policy.ts";
import type { QueueSettings } from "../../../shared/handoffs/queue-settings.ts";
import type { SurgePolicy } from "../../../shared/handoffs/surge-policy.ts";
import type { OutcomeSettings } from "../../../shared/outcomes/outcome-settings.ts";
import type { PausePolicy } from "../../../shared/reports/pause-policy.ts";

export type NumberUnit = "seconds" | "minutes" | "hours" | "percent" | "times";

/** One number of some settings: how it is shown, and between what it may lie there. What may be saved the shared parsers say. */
export interface NumberField<Key extends string> {
  readonly key: Key;
  readonly unit: NumberUnit;
  /** So many of the kept are one of the shown: 1,000 where seconds are shown of milliseconds. */
  readonly one: number;
  readonly least: number;
  readonly most: number;
}

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHARE = 0.01;
const field = <Key extends string>(key: Key, unit: NumberUnit, one: number, least: number, most: number): NumberField<Key> => ({ key, unit, one, least, most });

/** [HO4] [HO5] Zero is none. */
export const QUEUE_FIELDS = [
  field("claimMinutes", "minutes", 1, 0, 1_440),
  field("typingMinutes", "minutes", 1, 0, 60),
  field("capacity", "times", 1, 0, 1_000),
] as const satisfies readonly NumberField<keyof QueueSettings>[];

/** [HO10] */
export const RULE_FIELDS = [
  field("fallbacks", "times", 1, 1, 20),
  field("negativeMessages", "times", 1, 1, 20),
  field("sameAnswers", "times", 1, 2, 20),
  field("botTurns", "times", 1, 2, 500),
  field("loopTurns", "times", 1, 2, 100),
  field("loopAnswersWithin", "seconds", SECOND, 0.1, 600),
  field("rateMessages", "times", 1, 2, 1_000),
  field("ratePeriod", "seconds", SECOND, 1, 86_400),
] as const satisfies readonly NumberField<keyof AutoHandoffPolicy>[];

/** [HO13] */
export const DELIVERY_FIELDS = [
  field("firstWait", "seconds", SECOND, 0.1, 300),
  field("longestWait", "seconds", SECOND, 1, 3_600),
  field("jitter", "percent", SHARE, 0, 50),
  field("patience", "seconds", SECOND, 0.2, 30),
  field("failures", "times", 1, 1, 50),
  field("answerWithin", "minutes", MINUTE, 1, 1_440),
  field("giveUpAfter", "minutes", MINUTE, 1, 10_080),
] as const satisfies readonly NumberField<keyof DeliveryPolicy>[];

/** [HO12] */
export const SURGE_FIELDS = [
  field("arrivalsWithin", "minutes", MINUTE, 5, 120),
  field("rise", "minutes", MINUTE, 0, 60),
  field("least", "minutes", MINUTE, 1, 720),
  field("calm", "minutes", MINUTE, 1, 240),
] as const satisfies readonly NumberField<keyof SurgePolicy>[];

/** [BD3] */
export const PAUSE_FIELDS = [
  field("lastShare", "percent", SHARE, 1, 100),
  field("repeats", "times", 1, 2, 100),
  field("ofAll", "percent", SHARE, 1, 100),
  field("reopenWithin", "minutes", MINUTE, 1, 4_320),
] as const satisfies readonly NumberField<keyof PausePolicy>[];

/** [S4-17] */
export const REOPENED_FIELD = field("reopenedWithin", "hours", HOUR, 1, 2_160) satisfies NumberField<keyof OutcomeSettings>;
