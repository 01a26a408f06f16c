import { z } from "zod";

/** What the queue's routes take. */

const id = z.string().min(1).max(200);
const word = z.string().trim().min(1).max(60);

/** [HO5] Whether somebody takes new conversations, and why not. */
export const availabilityBody = z.object({ state: z.enum(["available", "busy", "away"]), reason: z.string().trim().min(1).max(100).optional() });

/** [HO5] What is not named stays; `null` takes a number away, an empty list everything. */
export const abilitiesBody = z
  .object({
    capacity: z.int().min(1, { error: "Nobody works with no conversation at all: say away instead." }).max(1_000).nullable().optional(),
    skills: z.array(word).max(50).optional(),
    languages: z
      .array(z.string().regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/, { error: "Not a language, such as pt-BR." }))
      .max(50)
      .optional(),
  })
  .refine(({ capacity, languages, skills }) => capacity !== undefined || languages !== undefined || skills !== undefined, {
    error: "Names neither capacity nor skills nor languages.",
  });

export const queueQuery = z.object({ team: id.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });
