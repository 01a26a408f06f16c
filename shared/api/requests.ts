import { z } from "zod";
import { lengthFacts } from "../platform/facts.ts";
import { BREACH_CAUSES } from "../sla/breach-causes.ts";
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
    /** It waits until then and leaves by itself, if nothing speaks against it then. */
    sendAt: time.optional(),
    /** It waits until what was sent before has arrived, or the customer writes. */
    whenDelivered: z.literal(true).optional(),
    /** The canned reply that the text came from. Where it is that reply with its gaps filled, it counts as one. */
    cannedReplyId: id.optional(),
    /** The one sentence that says that a no was heard. */
    confirmsOptOut: z.literal(true).optional(),
  })
  .refine(({ sendAt, whenDelivered }) => sendAt === undefined || whenDelivered === undefined, {
    error: "Either sendAt or whenDelivered, not both.",
    path: ["sendAt"],
  })
  .refine(({ template, text }) => (text === undefined) !== (template === undefined), { error: "Either text or template, not both.", path: ["text"] });

export const claimBody = z.object({ epoch: z.number().int().nonnegative().optional() });
export const assignBody = z
  .object({
    agent: id.optional(),
    team: id.optional(),
    nobody: z.boolean().optional(),
    /** [HO8] What the next one has to know; it stays as a note. */
    note: z.string().trim().min(1).max(10_000).optional(),
    /** [HO5] A lead insists, although that person is away, full or lacks what it asks for. */
    force: z.boolean().optional(),
  })
  .refine((body) => [body.agent, body.team, body.nobody].filter((value) => value !== undefined).length === 1, { error: "One of agent, team or nobody." });
export const resolveBody = z.object({ outcome: z.string().min(1).max(60), noReplyNeeded: z.string().min(1).max(200).optional() });
export const breachesQuery = z.object({
  from: time.optional(),
  to: time.optional(),
  policy: id.optional(),
  team: id.optional(),
  agent: id.optional(),
  /** Whether somebody has said why. */
  acknowledged: flag.optional(),
  cursor: z.string().max(1_000).optional(),
  limit,
});
export const templatesQuery = z.object({ from: time.optional(), to: time.optional() });
export const acknowledgeBody = z.object({
  conversationId: id,
  kind: z.enum(["handoff", "first-reply", "next-reply", "resolution"]),
  startedAt: time,
  cause: z.enum(BREACH_CAUSES),
});
export const noReplyBody = z.object({ reason: z.string().min(1).max(200) });
/** For the customer, where it says so; else for somebody else. */
export const holdBody = z.object({ on: z.enum(["customer"]).optional() });
export const priorityBody = z.object({ priority: z.enum(["low", "normal", "high", "urgent"]) });

const word = z.string().trim().min(1).max(100);
/** What is not named stays; `null` takes away what was known. */
export const policyFactsBody = z
  .object({ tier: word.nullable().optional(), language: word.max(20).nullable().optional() })
  .refine(({ language, tier }) => language !== undefined || tier !== undefined, { error: "Names neither tier nor language." });
export const workingHoursBody = z.object({ calendar: word.nullable() });

const language = z
  .string()
  .max(20)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: "Not a language." })
  .optional();
const MOST_YEARS = 10;
const year = z.coerce.number().int().min(1970).max(2100);
export const holidayCountriesQuery = z.object({ language });
/** Calendar years, both included; without `to` the one year. */
export const holidaysQuery = z
  .object({
    country: z.string().regex(/^[A-Z]{2}$/, { error: "Not a country: two capital letters." }),
    region: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,10}$/, { error: "Not a region." })
      .optional(),
    from: year,
    to: year.optional(),
    language,
  })
  .refine(({ from, to = from }) => from <= to && to - from < MOST_YEARS, {
    error: `Ends before it begins, or has more than ${MOST_YEARS} years.`,
    path: ["to"],
  });
export const icalBody = z.object({ text: z.string() });

/** The policies and calendars beside it are read by `parsePolicies`, which names every fault. */
export const whatIfBody = z.looseObject({ from: time, to: time, timeZone: z.string().max(100) });
export const agentBody = z.object({
  name: z.string().min(1).max(100),
  role: z.enum(["agent", "lead", "admin", "bot"]),
  password: z.string().min(10).max(200).optional(),
  teams: z.array(id).max(100).optional(),
  /** [G-APPROVAL] Is learning: somebody else lets their messages go. */
  trainee: z.boolean().optional(),
});
export const teamBody = z.object({ id: id.optional(), name: z.string().min(1).max(100) });
export const labelBody = z.object({ id: id.optional(), name: z.string().min(1).max(60), hue: z.number().int().min(0).max(359) });
export const consentBody = z
  .object({
    category: z.string().min(1).max(60),
    /** `unknown`: somebody looked at the message, and it says nothing about consent. */
    state: z.enum(["granted", "withdrawn", "unknown"]),
    source: z.string().min(1).max(100).optional(),
    evidence: z.string().max(2_000).optional(),
    evidenceKind: z.enum(["message", "address", "screenshot", "call", "document", "witness", "event"]).optional(),
    /** [S2-8] A message of the customer in which they said so; it is source, evidence and wording. */
    message: id.optional(),
    /** When they said so; now where nothing is said. */
    at: time.optional(),
    /** What the person was shown or told. */
    wording: z.string().max(4_000).optional(),
    businessName: z.string().max(200).optional(),
    noticeVersion: z.string().max(100).optional(),
    jurisdiction: z.string().max(100).optional(),
  })
  .refine(({ message, source }) => message !== undefined || source !== undefined, { error: "Say how it came, or name the message.", path: ["source"] });
const cell = z.string().max(4_000).optional();
/** Cells as they stand in the table; what each of them means is found out row by row. */
export const consentImportBody = z.object({
  /** Says what would become of each row, and records nothing. */
  dryRun: z.boolean().optional(),
  rows: z
    .array(
      z.object({
        contact: cell,
        category: cell,
        state: cell,
        at: cell,
        source: cell,
        evidence: cell,
        wording: cell,
        businessName: cell,
        noticeVersion: cell,
        jurisdiction: cell,
      }),
    )
    .max(10_000),
});
/** The policy is read by `parseGuardPolicy`, which names every fault. */
export const guardPreviewBody = z.object({ policy: z.unknown(), from: time, to: time });
export const guardRulesQuery = z.object({ from: time.optional(), to: time.optional() });
export const sessionBody = z.object({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  device: z.object({ id, name: z.string().max(100) }),
});
export const demoSessionBody = z.object({ device: z.object({ id, name: z.string().max(100) }), agent: z.string().max(100).optional() });
export const refreshBody = z.object({ refreshToken: z.string().max(200).optional() });
