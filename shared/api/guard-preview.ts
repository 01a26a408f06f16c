import { z } from "zod";
import { RULE_IDS } from "../guard/rule-ids.ts";

/** POST /api/v1/guard/preview { policy, from, to }: what people sent, checked again under today's policy and under a draft. Answered by lines. */

const rule = z.enum(RULE_IDS);
const severity = z.enum(["stop", "confirm", "advise"]);
const counts = z.object({ stop: z.int(), confirm: z.int(), advise: z.int() });
/** How many messages a rule would have spoken about, each counted by the gravest finding. */
export type PreviewCounts = z.infer<typeof counts>;

const example = z.object({
  conversationId: z.string(),
  messageId: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** The beginning of what was sent. */
  words: z.string(),
  /** Absent: the rule is silent. */
  today: severity.optional(),
  draft: severity.optional(),
});
export type PreviewExample = z.infer<typeof example>;

const previewResult = z.object({
  /** What people sent in the period; where there was more than can be checked, every so-manieth of it was. */
  messages: z.int(),
  checked: z.int(),
  rules: z.array(z.object({ rule, today: counts, draft: counts, changed: z.int(), examples: z.array(example) })),
  /** What these went by is not known any more: their findings are not counted. */
  notReplayed: z.array(rule),
  tookMs: z.number(),
});
export type PreviewResult = z.infer<typeof previewResult>;

export const previewLine = z.union([
  z.object({ progress: z.object({ done: z.number(), of: z.number() }) }),
  z.object({ result: previewResult }),
  z.object({ problem: z.object({ title: z.string(), detail: z.string().optional() }) }),
]);
export type PreviewLine = z.infer<typeof previewLine>;
