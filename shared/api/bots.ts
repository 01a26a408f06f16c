import { z } from "zod";

const id = z.string().min(1).max(200);

/** `address: null` takes it away. What is not named stays. */
export const botBody = z
  .object({ address: z.string().trim().min(1).max(2_000).nullable().optional(), numbers: z.array(id).max(200).optional() })
  .refine(({ address, numbers }) => address !== undefined || numbers !== undefined, { error: "Names neither address nor numbers." });

export const deliveriesQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });
