import { z } from "zod";
import type { Forecast } from "../../shared/forecast/forecast.ts";
import { toInstant } from "../../shared/time.ts";

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const count = z.number().min(0);
const band = { low: count, middle: count, high: count };

/** The forecast as it goes over the wire, read back. */
export const forecastAnswer: z.ZodType<Forecast> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("forecast"),
    at: moment,
    points: z.array(z.object({ at: moment, ...band })).min(2),
    total: z.object(band),
    halfHours: z.array(z.object({ from: moment, arrivals: count, replies: count, people: count })),
    waiting: count,
    claims: count.max(1),
    lastDays: z.object({ inside: count, of: count.min(1), claimed: count.max(1) }).optional(),
    firstAt: moment.optional(),
    oneMore: z.object({ from: moment, prevents: count, low: count, high: count, of: count }).optional(),
  }),
  z.object({ kind: z.literal("not-enough"), at: moment, days: count, waits: count, needsDays: count, needsWaits: count }),
]);
