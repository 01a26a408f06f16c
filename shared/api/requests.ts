import { z } from "zod";
import { lengthFacts } from "../platform/facts.ts";
import { templateChoiceSchema } from "../sync/mutations.ts";

/** What the HTTP API takes. Unknown fields are ignored, wrong ones are named in the answer. */

const id = z.string().min(1).max(200);
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const limit = z.coerce.number().int().min(1).max(200).default(50);
/** ISO 8601 with offset or Z; who has a clock turns it into an instant. */
const time = z.iso.datetime({ offset: true });

export const conversationsQuery = z.object({
  state: z.enum(["bot", "queued", "open", "waiting", "snoozed", "resolved"]).optional(),
  assignee: id.optional(),
  team: id.optional(),
  label: id.optional(),
  number: id.optional(),
  breached: flag.optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(["due", "newest", "oldest", "window"]).default("due"),
  cursor: z.string().max(500).optional(),
  limit,
});

/** `shape=row` gives rows as the sync protocol carries them, for the desk's own paging. */
export const messagesQuery = z.object({ before: id.optional(), limit, shape: z.enum(["api", "row"]).default("api") });

export const sendBody = z
  .object({
    clientId: id,
    text: z.string().min(1).max(lengthFacts.text.value).optional(),
    template: templateChoiceSchema.partial({ variables: true }).optional(),
    overrides: z.record(z.string().max(60), z.string().max(500)).optional(),
  })
  .refine(({ template, text }) => (text === undefined) !== (template === undefined), { error: "Either text or template, not both.", path: ["text"] });

export const claimBody = z.object({ epoch: z.number().int().nonnegative().optional() });
export const assignBody = z
  .object({ agent: id.optional(), team: id.optional(), nobody: z.boolean().optional() })
  .refine((body) => [body.agent, body.team, body.nobody].filter((value) => value !== undefined).length === 1, { error: "One of agent, team or nobody." });
export const resolveBody = z.object({ outcome: z.string().min(1).max(60), noReplyNeeded: z.string().min(1).max(200).optional() });
export const handoffBody = z.object({
  reason: z.string().min(1).max(200),
  summary: z.string().max(4_000).optional(),
  topic: z.string().max(200).optional(),
  slots: z.record(z.string().max(100), z.string().max(1_000)).default({}),
  failedAttempts: z.number().int().nonnegative().default(0),
  language: z.string().max(20).optional(),
});
export const breachesQuery = z.object({
  from: time.optional(),
  to: time.optional(),
  policy: id.optional(),
  team: id.optional(),
  agent: id.optional(),
  acknowledged: flag.optional(),
  limit,
});
export const agentBody = z.object({
  name: z.string().min(1).max(100),
  role: z.enum(["agent", "lead", "admin", "bot"]),
  password: z.string().min(10).max(200).optional(),
  teams: z.array(id).max(100).optional(),
});
export const teamBody = z.object({ id: id.optional(), name: z.string().min(1).max(100) });
export const labelBody = z.object({ id: id.optional(), name: z.string().min(1).max(60), hue: z.number().int().min(0).max(359) });
export const consentBody = z.object({
  category: z.string().min(1).max(60),
  state: z.enum(["granted", "withdrawn"]),
  source: z.string().min(1).max(100),
  evidence: z.string().max(2_000).optional(),
});
export const sessionBody = z.object({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  device: z.object({ id, name: z.string().max(100) }),
});
export const demoSessionBody = z.object({ device: z.object({ id, name: z.string().max(100) }), agent: z.string().max(100).optional() });
export const refreshBody = z.object({ refreshToken: z.string().max(200).optional() });
