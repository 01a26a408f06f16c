import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { problemsOf, type Problem } from "../sla/problems.ts";
import { hours, minutes, toDuration, type Duration } from "../time.ts";

export const SURGE_MEASURES = ["arrivals", "queue", "wait"] as const;
export type SurgeMeasure = (typeof SURGE_MEASURES)[number];

/** On at `on` or more, off below `off`; in between nothing changes. */
export interface Threshold {
  readonly on: number;
  readonly off: number;
}

export interface SurgePolicy {
  /** Whether it comes by itself; by hand it always can. */
  readonly automatic: boolean;
  /** People who begin to wait within `arrivalsWithin`; who are in the queue; the wait to be expected, in milliseconds. None: does not count. */
  readonly thresholds: Readonly<Record<SurgeMeasure, Threshold | undefined>>;
  readonly arrivalsWithin: Duration;
  /** How long it has to stay above before it is a surge and not a moment. */
  readonly rise: Duration;
  /** How long it stays on at the least. */
  readonly least: Duration;
  /** How long it has to stay below before it is over. */
  readonly calm: Duration;
  /** Customers hear of it, through the automatic answer. */
  readonly tellCustomers: boolean;
}

export const DEFAULT_SURGE_POLICY: SurgePolicy = {
  automatic: true,
  thresholds: { arrivals: { on: 60, off: 30 }, queue: { on: 40, off: 20 }, wait: { on: minutes(45), off: minutes(20) } },
  arrivalsWithin: minutes(15),
  rise: minutes(3),
  least: minutes(15),
  calm: minutes(10),
  tellCustomers: false,
};

const MOST = 1_000_000;
const threshold = (most: number) =>
  z
    .strictObject({ on: z.number().int().positive().max(most), off: z.number().int().positive().max(most) })
    .refine(({ off, on }) => off < on, { path: ["off"], message: "It has to lie below the threshold for on: else surge mode would come and go." });
const duration = (least: Duration, most: Duration) =>
  z
    .number()
    .refine((ms) => Number.isSafeInteger(ms) && ms >= least && ms <= most, { message: `Not between ${least} and ${most} milliseconds.` })
    .transform(toDuration);
const { arrivals, queue, wait } = DEFAULT_SURGE_POLICY.thresholds;

const policy = z.strictObject({
  automatic: z.boolean().default(DEFAULT_SURGE_POLICY.automatic),
  /** `null`: this measure does not count. */
  thresholds: z
    .strictObject({
      arrivals: threshold(MOST)
        .nullable()
        .default(arrivals ?? null),
      queue: threshold(MOST)
        .nullable()
        .default(queue ?? null),
      wait: threshold(hours(24))
        .nullable()
        .default(wait ?? null),
    })
    .prefault({}),
  arrivalsWithin: duration(minutes(5), hours(2)).default(DEFAULT_SURGE_POLICY.arrivalsWithin),
  rise: duration(minutes(0), hours(1)).default(DEFAULT_SURGE_POLICY.rise),
  least: duration(minutes(1), hours(12)).default(DEFAULT_SURGE_POLICY.least),
  calm: duration(minutes(1), hours(4)).default(DEFAULT_SURGE_POLICY.calm),
  tellCustomers: z.boolean().default(DEFAULT_SURGE_POLICY.tellCustomers),
});

/** What is left out has its default. */
export function parseSurgePolicy(raw: unknown): Result<SurgePolicy, readonly Problem[]> {
  const parsed = policy.safeParse(raw);
  if (!parsed.success) return err(problemsOf(parsed.error));
  const { thresholds, ...rest } = parsed.data;
  return ok({
    ...rest,
    thresholds: { arrivals: thresholds.arrivals ?? undefined, queue: thresholds.queue ?? undefined, wait: thresholds.wait ?? undefined },
  });
}
