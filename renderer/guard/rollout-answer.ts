import { z } from "zod";
import { toAgentId, toNumberId } from "../../shared/ids.ts";
import { ROLLOUT_STAGES, type Rollout } from "../../shared/outreach/rollout.ts";
import { toInstant } from "../../shared/time.ts";

/** What `GET /api/v1/rollout` answers, as a desk reads it: times become instants. */

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const stage = z.literal(ROLLOUT_STAGES);

const rollout: z.ZodType<Rollout> = z.object({
  campaign: z.string(),
  name: z.string().optional(),
  stage,
  since: moment,
  staff: z.array(z.string()),
  halted: z.object({ at: moment, by: z.string(), reason: z.string() }).optional(),
});

const bounded = z.object({ isOpen: z.boolean(), source: z.string() });
const gate = z.discriminatedUnion("gate", [
  bounded.extend({ gate: z.literal("dwell"), until: moment }),
  bounded.extend({ gate: z.literal("quality"), quality: z.enum(["green", "yellow", "red", "unknown"]) }),
  bounded.extend({ gate: z.literal("sent"), sent: z.number(), needed: z.number() }),
  bounded.extend({ gate: z.literal("failed"), count: z.number(), share: z.number(), bound: z.number() }),
  bounded.extend({ gate: z.literal("opted-out"), count: z.number(), share: z.number(), bound: z.number() }),
  bounded.extend({ gate: z.literal("answered-in-time"), share: z.number().optional(), bound: z.number() }),
]);

const change = z.object({
  at: moment,
  by: z.string().transform(toAgentId),
  what: z.enum(["started", "promoted", "rolled-back", "staff"]),
  from: stage.optional(),
  to: stage,
  reason: z.string().optional(),
});

const numberRollout = z.object({
  numberId: z.string().transform(toNumberId),
  displayName: z.string(),
  displayNumber: z.string(),
  /** Absent: nobody has started one, everybody gets it. */
  rollout: rollout.optional(),
  /** For leads. */
  gates: z.array(gate).optional(),
  mayPromote: z.boolean().optional(),
  changes: z.array(change).optional(),
});

export const rolloutAnswer = z.object({ items: z.array(numberRollout) });

export type NumberRollout = z.infer<typeof numberRollout>;
export type RolloutGateRead = z.infer<typeof gate>;
export type RolloutChangeRead = z.infer<typeof change>;
