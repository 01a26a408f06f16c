import { z } from "zod";
import { guardPolicySchema } from "../guard/policy-schema.ts";
import { ROLLOUT_STAGES } from "../outreach/rollout.ts";
import { isTimeZone } from "../sla/compile-calendar.ts";

/** What `POST /guard/check` and `greenline guard check` take: shapes as the HTTP API gives them, each part optional but the question itself. */

const time = z.iso.datetime({ offset: true });
const word = z.string().max(500);

/** A template that went out; without one, a message is taken for free text. */
const sentTemplateSchema = z.object({ name: word.default(""), language: word.default(""), category: word.optional() });

const messageSchema = z.object({
  id: word.optional(),
  from: z.enum(["customer", "agent", "bot", "automation", "app"]),
  at: time,
  text: z.string().max(20_000).default(""),
  status: z.string().max(60).optional(),
  /** The agent who wrote it. */
  by: word.optional(),
  template: sentTemplateSchema.optional(),
});

const templateSchema = z.object({
  name: word,
  language: word.default("en"),
  category: z.string().max(60).default("UTILITY"),
  status: z.string().max(60).default("APPROVED"),
  quality: z.string().max(60).default("UNKNOWN"),
  body: z.string().max(20_000).default(""),
  variables: z.record(z.string(), z.string().max(4_096)).default({}),
});

/** As in `GET /contacts/{id}/consents`. */
const consentSchema = z.object({
  category: word.min(1),
  state: z.enum(["unknown", "granted", "withdrawn"]),
  at: time.optional(),
  source: word.default(""),
  /** A reference, or an object that describes it. */
  evidence: z.union([z.string().max(4_000), z.record(z.string(), z.unknown()), z.null()]).optional(),
  by: word.default(""),
});

const contactSchema = z.object({
  id: word.optional(),
  name: word.optional(),
  phone: word.optional(),
  userId: word.optional(),
  language: word.optional(),
  timeZone: word.refine(isTimeZone, { error: "Unknown time zone." }).optional(),
  consents: z.array(consentSchema).max(10_000).optional(),
  lastActivityAt: time.optional(),
});

const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]).optional();

/** As in `GET /numbers`; quality and limit may be the bare value. */
const numberSchema = z.object({
  id: word.optional(),
  phoneNumberId: word.optional(),
  displayName: word.optional(),
  connection: z.string().max(60).optional(),
  quality: z
    .union([z.string().max(60), z.object({ value: z.string().max(60), since: orNull(time), observedAt: orNull(time), source: word.optional() })])
    .optional(),
  limit: z
    .union([z.number(), z.string().max(60), z.object({ scope: z.string().max(60).optional(), value: z.union([z.number(), z.string().max(60)]) })])
    .optional(),
  usage24h: z.object({ atLeast: z.number().min(0), nextFreeAt: orNull(time) }).optional(),
  enforcement: z
    .array(z.object({ type: word, from: orNull(time), until: orNull(z.union([time, z.literal("indefinite")])) }))
    .max(200)
    .optional(),
});

const authorSchema = z.object({
  id: word.optional(),
  kind: z.enum(["human", "bot", "automation", "app"]).default("human"),
  team: word.optional(),
  trainee: z.boolean().optional(),
  passedPractice: z.boolean().optional(),
  approvedBy: word.optional(),
});

/** What went to other people lately, for the rule about bulk. */
const recentSendSchema = z.object({
  at: time,
  contact: word,
  contactName: word.optional(),
  text: z.string().max(20_000).default(""),
  template: z.object({ name: word, language: word.default("en") }).optional(),
  by: word.optional(),
  team: word.optional(),
  number: word.optional(),
  cannedReply: z.boolean().default(false),
});

const rolloutSchema = z.object({
  campaign: word,
  stage: z.literal(ROLLOUT_STAGES, { error: "One of 0, 1, 5, 10, 25, 50, 100." }),
  staff: z.array(word).max(10_000).default([]),
});

export const guardQuerySchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  now: time,
  /** Whose past conversations to compare with, where the caller has them. */
  workspace: word.optional(),
  conversation: z.object({
    messages: z.array(messageSchema).max(5_000),
    contact: contactSchema.optional(),
    number: numberSchema.optional(),
    state: z.enum(["bot", "queued", "open", "waiting", "snoozed", "resolved"]).optional(),
    resolvedAt: time.optional(),
    assignee: word.optional(),
    team: word.optional(),
    topic: word.optional(),
  }),
  author: authorSchema.optional(),
  recentSends: z.array(recentSendSchema).max(5_000).optional(),
  rollout: rolloutSchema.optional(),
  draft: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("text"), text: z.string().max(20_000), seenInboundAt: time.optional(), cannedReply: z.boolean().optional() }),
    z.object({ kind: z.literal("template"), template: templateSchema }),
  ]),
  /** Instead of the defaults; whatever it does not name is refused with its path. */
  policy: guardPolicySchema.optional(),
});
export type GuardQuery = z.infer<typeof guardQuerySchema>;
