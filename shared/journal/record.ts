import * as z from "zod";

/**
 * What the outbox journal is made of. Only ever added to: a file is read by older versions too, and what they do not know they
 * keep [I16]. Wishes and drafts are carried as they are; what is in them is the page's and the server's business.
 */

const number = z.number().int().nonnegative();
const mutation = z.looseObject({ kind: z.string() });
const draft = z.looseObject({ conversationId: z.string(), text: z.string() });
const returned = z.looseObject({ id: z.string() });
const pending = z.object({ id: number, mutation, madeAt: z.number() });

export const journalRecordSchema = z.discriminatedUnion("kind", [
  /** A wish, and the draft that it ends: in one record, so that the text is always in one of both. */
  z.object({ kind: z.literal("appended"), deviceId: z.string(), ...pending.shape, sentDraftOf: z.string().optional() }),
  z.object({ kind: z.literal("removed"), ids: z.array(number) }),
  /** These get new numbers from `from`, in the order of the old ones; the rest keep theirs. */
  z.object({ kind: z.literal("renumbered"), deviceId: z.string(), from: number, moved: z.array(number) }),
  z.object({
    kind: z.literal("numbered"),
    deviceId: z.string().optional(),
    nextId: number.optional(),
    pushedTo: number.optional(),
    /** Which outbox of the page was moved here last. */
    imported: z.string().optional(),
  }),
  z.object({ kind: z.literal("draft-saved"), draft }),
  z.object({ kind: z.literal("draft-dropped"), conversationId: z.string() }),
  z.object({ kind: z.literal("returned-kept"), returned }),
  z.object({ kind: z.literal("returned-dropped"), ids: z.array(z.string()) }),
  /** A page's own outbox moves here, piece by piece; it counts as a whole with `imported`, and not at all without. */
  z.object({ kind: z.literal("import-begun") }),
  z.object({ kind: z.literal("import-pending"), ...pending.shape }),
  z.object({ kind: z.literal("import-draft"), draft }),
  z.object({ kind: z.literal("import-returned"), returned }),
  z.object({ kind: z.literal("imported"), fingerprint: z.string(), deviceId: z.string().optional(), nextId: number, pushedTo: number.optional() }),
]);
export type JournalRecord = z.infer<typeof journalRecordSchema>;

export type JournalMutation = z.infer<typeof pending>;
export type JournalDraft = z.infer<typeof draft>;
export type JournalReturned = z.infer<typeof returned>;
