import { z } from "zod";

/** What a bot tells when it gives up. Only the reason is asked for; what is missing is shown as not provided. */
const id = z.string().min(1).max(200);
const MOST_SLOTS = 100;
const MOST_ASKED = 100;
const LONGEST = 20_000;

const text = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, { error: `Longer than ${longest.toLocaleString("en")} characters.` });

export const handoffBody = z.object({
  reason: text(200).min(1, { error: "Say why." }),
  summary: text(LONGEST).optional(),
  topic: text(200).optional(),
  intent: text(200).optional(),
  confidence: z.number().min(0).max(1).optional(),
  sentiment: z.enum(["positive", "neutral", "negative"]).optional(),
  promised: text(2_000).optional(),
  asked: z
    .array(z.object({ question: text(2_000).min(1), answer: text(2_000).optional(), messageId: id.optional() }))
    .max(MOST_ASKED, { error: `More than ${MOST_ASKED} questions.` })
    .optional(),
  /** Any JSON; what is nested is kept as compact text. */
  slots: z
    .record(z.string().min(1).max(100), z.json())
    .refine((slots) => Object.keys(slots).length <= MOST_SLOTS, { error: `More than ${MOST_SLOTS} slots.` })
    .default({}),
  failedAttempts: z.number().int().nonnegative().max(10_000).default(0),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/, { error: "Not a language, such as pt-BR." })
    .max(20)
    .optional(),
});

export type HandoffBody = z.infer<typeof handoffBody>;

/** What the bot has to know now. */
export const returnBody = z.object({ note: text(10_000).min(1).optional() });
