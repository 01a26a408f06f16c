import { z } from "zod";
import { parseTimeOfDay } from "../sla/civil-date.ts";
import { minutes, toDuration } from "../time.ts";
import { DEFAULT_REACH_POLICY, type ReachPolicy } from "./reach-policy.ts";

const duration = z.int({ error: "Not a whole number of milliseconds." }).min(0, { error: "Must not be negative." }).transform(toDuration);
const period = z.int({ error: "Not a whole number of milliseconds." }).min(1, { error: "Must be longer than nothing." }).transform(toDuration);
const count = z.int({ error: "Not a whole number." }).min(0, { error: "Must not be negative." });
const share = z.number().min(0, { error: "A share lies between 0 and 1." }).max(1, { error: "A share lies between 0 and 1." });
const timeOfDay = z
  .string()
  .refine((text) => parseTimeOfDay(text) !== undefined, { error: "Not a time of day from 00:00 to 24:00." })
  .transform((text) => minutes(parseTimeOfDay(text) ?? 0));
/** `09:00`, or milliseconds since midnight. */
const hour = z.union([timeOfDay, duration]);

const categories = z.enum(["any", "MARKETING", "UTILITY"], { error: "One of any, MARKETING, UTILITY." });

/** What a lead, or a query, says differently about reaching people. Unknown names are refused with their path. */
const changedReachSchema = z.strictObject({
  followUp: z.strictObject({ pause: duration, turn: duration }).partial().optional(),
  undelivered: z
    .strictObject({ grace: duration, timeToLive: z.strictObject({ MARKETING: period, UTILITY: period, AUTHENTICATION: period, text: period }).partial() })
    .partial()
    .optional(),
  frequency: z.strictObject({ budgets: z.array(z.strictObject({ category: categories, period, most: count })).max(50) }).optional(),
  quiet: z
    .strictObject({ from: hour, to: hour })
    .refine(({ from, to }) => from < to, { error: "The friendly hours must begin before they end." })
    .optional(),
  bulk: z
    .strictObject({ period, people: z.strictObject({ agent: count, team: count, number: count }).partial(), fewestWords: count, likeness: share })
    .partial()
    .optional(),
  number: z.strictObject({ nearly: share, lately: duration }).partial().optional(),
  resolved: z.strictObject({ period: duration }).partial().optional(),
  staleContact: z.strictObject({ after: period }).partial().optional(),
  followed: z.strictObject({ within: period }).partial().optional(),
  approval: z.strictObject({ trainees: z.boolean(), practice: z.boolean() }).partial().optional(),
  rollout: z.strictObject({ dwell: duration, fewestSent: count, mostFailed: share, mostOptedOut: share, leastAnsweredInTime: share }).partial().optional(),
  consent: z
    .strictObject({ categoryOfTemplate: z.record(z.string(), z.string().min(1).max(60)) })
    .partial()
    .optional(),
});

/** The defaults with what is said differently in their place. */
export const reachPolicySchema = changedReachSchema.transform((changed): ReachPolicy => over(DEFAULT_REACH_POLICY, changed));

/** Lists are replaced as a whole, everything else by its parts. */
function over<Value>(base: Value, changed: unknown): Value {
  if (changed === undefined) return base;
  if (!isParts(base) || !isParts(changed)) return changed as Value;
  const parts: [string, unknown][] = Object.entries(changed).map(([key, value]) => [key, over(base[key], value)]);
  return { ...base, ...Object.fromEntries(parts) };
}

const isParts = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
