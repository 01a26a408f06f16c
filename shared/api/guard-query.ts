import { z } from "zod";
import { toAgentId, toContactId, toConversationId, toMessageId, toNumberId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Message } from "../inbox/message.ts";
import type { Template } from "../inbox/people.ts";
import { check } from "../guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft } from "../guard/context.ts";
import type { Finding } from "../guard/finding.ts";
import type { Instant } from "../time.ts";

const time = z.iso.datetime({ offset: true });
const messageSchema = z.object({ from: z.enum(["customer", "agent", "bot"]), at: time, text: z.string().default(""), status: z.string().optional() });
const templateSchema = z.object({
  name: z.string(),
  language: z.string(),
  category: z.string().default("UTILITY"),
  status: z.string().default("APPROVED"),
  quality: z.string().default("UNKNOWN"),
  body: z.string().default(""),
  variables: z.record(z.string(), z.string()).default({}),
});

/** `POST /guard/check` and one line of `greenline guard check`. What is missing is unknown, and its rules say nothing. */
export const guardQuerySchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  now: time,
  conversation: z.object({
    messages: z.array(messageSchema).max(5_000),
    state: z.string().optional(),
    assignee: z.string().optional(),
    topic: z.string().optional(),
  }),
  draft: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("text"), text: z.string().max(20_000) }),
    z.object({ kind: z.literal("template"), template: templateSchema }),
  ]),
});
export type GuardQuery = z.infer<typeof guardQuerySchema>;

/** The composer's own check, asked from outside with a conversation of plain values. `parseTime` reads what the schema let through. */
export function checkQuery({ conversation, draft, ...asked }: Omit<GuardQuery, "id">, parseTime: (iso: string) => Instant): readonly Finding[] {
  const now = parseTime(asked.now);
  const id = toConversationId("query");
  const messages = conversation.messages.map((message) => ({ ...message, at: parseTime(message.at) })).toSorted((a, b) => a.at - b.at);
  const inbound = messages.filter(({ from }) => from === "customer").at(-1)?.at;
  const row: Conversation = {
    id,
    numberId: toNumberId("query"),
    contactId: toContactId("query"),
    state: "open",
    claimEpoch: 0,
    assigneeId: conversation.assignee === undefined ? undefined : toAgentId(conversation.assignee),
    topic: conversation.topic,
    labels: [],
    priority: "normal",
    unread: 0,
    lastInboundAt: inbound,
    createdAt: messages[0]?.at ?? now,
    clocks: [],
  };
  const thread = messages.map((message, order): Message => ({
    id: toMessageId(`query-${order}`),
    conversationId: id,
    direction: message.from === "customer" ? "in" : "out",
    author: { kind: message.from === "agent" ? "human" : message.from },
    content: { type: "text", body: message.text },
    at: message.at,
    order,
    state: message.from === "customer" ? "received" : "accepted",
    stateAt: {},
  }));
  const template = draft.kind === "template" ? draft.template : undefined;
  return check(
    draftOf(draft),
    { conversation: row, messages: thread, templates: template === undefined ? undefined : [templateOf(template)] },
    DEFAULT_GUARD_POLICY,
    now,
  );
}

const draftOf = (draft: GuardQuery["draft"]): Draft =>
  draft.kind === "text" ? draft : { kind: "template", name: draft.template.name, language: draft.template.language, variables: draft.template.variables };

const QUALITIES: Readonly<Record<string, Template["quality"]>> = { GREEN: "GREEN", YELLOW: "YELLOW", RED: "RED" };

const templateOf = ({ body, category, language, name, quality, status }: z.infer<typeof templateSchema>): Template => ({
  id: name,
  name,
  language,
  category: category === "MARKETING" || category === "AUTHENTICATION" ? category : "UTILITY",
  status: status.toUpperCase(),
  quality: QUALITIES[quality.toUpperCase()] ?? "UNKNOWN",
  body,
  buttons: [],
});
