import { z } from "zod";
import { CANNED_TAGS } from "../inbox/canned-reply.ts";
import { MOST_VARIABLES, partsOf } from "../inbox/canned-variables.ts";
import { lengthFacts } from "../platform/facts.ts";

/** What the HTTP API takes for a canned reply; an import is checked by the same. */

const id = z.string().min(1).max(200);

export const MOST_LANGUAGES = 20;
export const LONGEST_TITLE = 80;
/** Most rows of one import. */
export const MOST_IMPORTED = 1_000;

const text = z
  .string()
  .trim()
  .min(1, { error: "A text is missing." })
  .max(lengthFacts.text.value)
  .refine((written) => partsOf(written).filter(({ kind }) => kind === "gap").length <= MOST_VARIABLES, { error: `More than ${MOST_VARIABLES} variables.` });

export const cannedReplyFields = z.object({
  shortcut: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,39}$/u, { error: "One word of letters, digits, - and _, at most 40." }),
  title: z.string().trim().min(1).max(LONGEST_TITLE),
  texts: z
    .record(z.string().regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$/, { error: "Not a language." }), text)
    .refine((texts) => Object.keys(texts).length > 0, { error: "At least one language." })
    .refine((texts) => Object.keys(texts).length <= MOST_LANGUAGES, { error: `At most ${MOST_LANGUAGES} languages.` }),
  tags: z.array(z.enum(CANNED_TAGS)).max(CANNED_TAGS.length).default([]),
  labels: z.array(id).max(50).default([]),
  teamIds: z.array(id).max(50).default([]),
});
export type CannedReplyFields = z.infer<typeof cannedReplyFields>;

/** `id`: the one that it had, to bring back what was deleted. */
export const newCannedReplyBody = cannedReplyFields.extend({
  id: id.optional(),
  /** One's own, for nobody else's eyes. Agents write no others. */
  personal: z.boolean().default(false),
});

/** `updatedAt`: of the reply as it was read, so that nobody overwrites what they have not seen. */
export const changedCannedReplyBody = cannedReplyFields.extend({ updatedAt: z.iso.datetime({ offset: true }).optional() });

/** Each row is checked by itself, so that one bad row keeps none of the others out. */
export const cannedReplyImportBody = z.object({ personal: z.boolean().default(false), replies: z.array(z.unknown()).max(MOST_IMPORTED) });
