import { z } from "zod";

/** What the HTTP API takes about rollouts and segments. */

/** Contact ids, or phones however they are written. */
export const staffBody = z.object({ staff: z.array(z.string().trim().min(1).max(200)).max(200) });
export const rollbackBody = z.object({ reason: z.string().trim().min(1).max(500) });

export const segmentBody = z.object({
  /** As it is sent to one of them. */
  text: z.string().min(1).max(4_096),
  /** Whose name stands in it, so that it is the same text for the next one. */
  contactName: z.string().max(200).optional(),
  /** Only whoever agreed to this gets it. */
  category: z.string().min(1).max(100),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }),
});
