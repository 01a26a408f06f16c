import { z } from "zod";
import type { WallboardAnswer } from "./wallboard-answer.ts";

const kept = z.object({ share: z.number().optional(), met: z.number(), missed: z.number() });
const moment = z.iso.datetime({ offset: true });

/** What the server says, checked by the screen: a page of some hotel's network is none. */
export const wallboardSchema: z.ZodType<WallboardAnswer> = z.object({
  version: z.string(),
  asOf: moment,
  timeZone: z.string(),
  team: z.string().optional(),
  breached: z.number(),
  overdueSince: moment.optional(),
  soon: z.number(),
  soonMs: z.number(),
  queue: z.number(),
  waiting: z.number(),
  oldestWaitSince: moment.optional(),
  agents: z.object({ available: z.number(), all: z.number() }),
  goal: z.number(),
  attainment: z.object({ handoff: kept, "first-reply": kept, "next-reply": kept, resolution: kept }),
  numbers: z.array(
    z.object({
      name: z.string(),
      quality: z.enum(["green", "yellow", "red", "unknown"]),
      connected: z.boolean(),
      alarmed: z.boolean(),
      surgeSince: moment.optional(),
    }),
  ),
});
