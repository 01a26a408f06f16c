import type { ConsentEntry } from "../consent/entry.ts";
import { check } from "../guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext, type GuardPolicy } from "../guard/context.ts";
import type { Finding } from "../guard/finding.ts";
import type { GuardNumber, SentNotification } from "../guard/reach-context.ts";
import { toAgentId, toContactId, toConversationId, toMessageId, toNumberId, toTeamId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Message, MessageState } from "../inbox/message.ts";
import type { BusinessNumber, Template } from "../inbox/people.ts";
import { toInstant, type Instant } from "../time.ts";
import { serviceWindow } from "../window/service-window.ts";
import type { GuardQuery } from "./guard-query-schema.ts";

type ParseTime = (iso: string) => Instant;

/**
 * The composer's own check, asked from outside with a conversation of plain values. What is missing is unknown, and its rules say nothing.
 * `parseTime` reads what the schema let through; `more` is what the caller knows beside the query, such as past conversations.
 */
export function checkQuery(asked: Omit<GuardQuery, "id">, parseTime: ParseTime, more: Partial<GuardContext> = {}): readonly Finding[] {
  const now = parseTime(asked.now);
  return check(draftOf(asked.draft, parseTime), { ...contextOf(asked, parseTime, now), ...more }, policyOf(asked.policy), now);
}

const policyOf = ({ duplicatePeriod, reach, severities, text, windowMargin }: Partial<NonNullable<GuardQuery["policy"]>> = {}): GuardPolicy => ({
  windowMargin: windowMargin ?? DEFAULT_GUARD_POLICY.windowMargin,
  duplicatePeriod: duplicatePeriod ?? DEFAULT_GUARD_POLICY.duplicatePeriod,
  reach: reach ?? DEFAULT_GUARD_POLICY.reach,
  text: text ?? DEFAULT_GUARD_POLICY.text,
  severities,
});

function contextOf({ author, conversation, draft, recentSends, rollout }: Omit<GuardQuery, "id">, parseTime: ParseTime, now: Instant): GuardContext {
  const id = toConversationId("query");
  const thread = threadOf(conversation.messages, parseTime);
  const inbound = thread.findLast(({ direction }) => direction === "in")?.at;
  const { contact, number } = conversation;
  const row: Conversation = {
    id,
    numberId: toNumberId(number?.id ?? "query"),
    contactId: toContactId(contact?.id ?? contact?.phone ?? "query"),
    state: conversation.state ?? "open",
    claimEpoch: 0,
    assigneeId: conversation.assignee === undefined ? undefined : toAgentId(conversation.assignee),
    teamId: conversation.team === undefined ? undefined : toTeamId(conversation.team),
    topic: conversation.topic,
    labels: [],
    priority: "normal",
    unread: 0,
    lastInboundAt: inbound,
    createdAt: thread[0]?.at ?? now,
    clocks: [],
  };
  const when = (time: string | undefined): Instant | undefined => (time === undefined ? undefined : parseTime(time));
  return {
    conversation: row,
    messages: thread,
    notifications: notificationsIn(thread),
    templates: draft.kind === "template" ? [templateOf(draft.template)] : undefined,
    me: author?.id === undefined ? undefined : toAgentId(author.id),
    contact:
      contact === undefined
        ? undefined
        : {
            name: contact.name,
            language: contact.language,
            phone: contact.phone?.replaceAll(/\D+/g, ""),
            timeZone: contact.timeZone,
            lastActivityAt: when(contact.lastActivityAt),
          },
    consents: contact?.consents?.map((consent) => consentOf(consent, parseTime, now)),
    number: number === undefined ? undefined : numberOf(number, parseTime),
    business: number?.displayName === undefined ? undefined : { name: number.displayName },
    recentSends: recentSends?.map(({ at, by, contact: to, number: on, team, ...send }) => ({
      ...send,
      at: parseTime(at),
      contactId: toContactId(to),
      agentId: by === undefined ? undefined : toAgentId(by),
      teamId: team === undefined ? undefined : toTeamId(team),
      numberId: on === undefined ? undefined : toNumberId(on),
    })),
    rollout: rollout === undefined ? undefined : { ...rollout, since: now },
    resolvedAt: when(conversation.resolvedAt),
    author:
      author === undefined
        ? undefined
        : {
            kind: author.kind,
            id: author.id === undefined ? undefined : toAgentId(author.id),
            teamId: author.team === undefined ? undefined : toTeamId(author.team),
            trainee: author.trainee,
            passedPractice: author.passedPractice,
            approvedBy: author.approvedBy === undefined ? undefined : toAgentId(author.approvedBy),
          },
  };
}

const threadOf = (messages: GuardQuery["conversation"]["messages"], parseTime: ParseTime): readonly Message[] =>
  messages
    .map((message) => ({ ...message, at: parseTime(message.at) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, by, from, id, status, template, text }, order): Message => ({
      id: toMessageId(id ?? `query-${order}`),
      conversationId: toConversationId("query"),
      direction: from === "customer" ? "in" : "out",
      author: { kind: from === "agent" ? "human" : from, id: by === undefined ? undefined : toAgentId(by) },
      content: template === undefined ? { type: "text", body: text } : { ...template, type: "template", body: text, buttons: [], variables: {} },
      at,
      order,
      state: from === "customer" ? "received" : stateOf(status),
      stateAt: {},
    }));

const STATES: readonly MessageState[] = ["queued", "held", "sending", "accepted", "sent", "delivered", "read", "played", "failed", "cancelled"];

/** Nothing said is nothing known: it went out, and whether it arrived is open. */
const stateOf = (status = ""): MessageState => STATES.find((state) => state === status.toLowerCase()) ?? "unknown";

/** Outside an open window only a template gets through, so what stands there was a notification, and its category only where it is said. */
function notificationsIn(thread: readonly Message[]): readonly SentNotification[] {
  let lastInboundAt: Instant | undefined;
  return thread.flatMap((message) => {
    if (message.direction === "in") lastInboundAt = message.at;
    const category = message.content.type === "template" ? message.content.category?.toUpperCase() : undefined;
    const outsideWindow = serviceWindow({ lastInboundAt }, message.at).kind !== "open";
    if (message.direction === "in" || (!outsideWindow && category !== "MARKETING")) return [];
    return [{ at: message.at, category: category ?? "unknown", messageId: message.id, state: message.state, outsideWindow }];
  });
}

type Contact = NonNullable<GuardQuery["conversation"]["contact"]>;

const consentOf = (
  { at, by, category, evidence, source, state }: NonNullable<Contact["consents"]>[number],
  parseTime: ParseTime,
  now: Instant,
): ConsentEntry => ({
  category,
  state,
  at: at === undefined ? now : parseTime(at),
  source,
  evidence: typeof evidence === "string" || evidence === undefined || evidence === null ? (evidence ?? undefined) : JSON.stringify(evidence),
  by,
});

const CONNECTIONS: ReadonlyMap<string, BusinessNumber["connection"]> = new Map([
  ["pending", "pending"],
  ["connected", "connected"],
  ["offline", "offline"],
  ["disconnected", "offline"],
  ["migrated", "migrated"],
  ["deleted", "deleted"],
  ["banned", "banned"],
]);
const NUMBER_QUALITIES: readonly BusinessNumber["quality"]["value"][] = ["green", "yellow", "red"];

function numberOf({ connection, enforcement, limit, quality, usage24h }: NonNullable<GuardQuery["conversation"]["number"]>, parseTime: ParseTime): GuardNumber {
  const when = (time: string | null | undefined): Instant | undefined => (time === undefined || time === null ? undefined : parseTime(time));
  const rated = typeof quality === "string" ? { value: quality } : quality;
  const limited = typeof limit === "object" ? limit : limit === undefined ? undefined : { value: limit };
  // A word of the rules before October 2025, which said both in one.
  const isFlagged = connection?.toLowerCase() === "flagged";
  return {
    connection: connection === undefined ? undefined : isFlagged ? "connected" : (CONNECTIONS.get(connection.toLowerCase()) ?? "unknown"),
    quality:
      rated === undefined
        ? undefined
        : {
            value: NUMBER_QUALITIES.find((value) => value === rated.value.toLowerCase()) ?? "unknown",
            since: "since" in rated ? when(rated.since) : undefined,
            source: "manual",
          },
    limit:
      limited === undefined ? undefined : { scope: "scope" in limited && limited.scope === "number" ? "number" : "portfolio", value: limitOf(limited.value) },
    usage24h: usage24h === undefined ? undefined : { atLeast: usage24h.atLeast, nextFreeAt: when(usage24h.nextFreeAt) },
    enforcement: [
      ...(enforcement ?? []).map(({ from, type, until }) => ({
        type,
        from: when(from) ?? toInstant(0),
        until: until === "indefinite" ? undefined : when(until),
        source: "manual" as const,
      })),
      ...(isFlagged ? [{ type: "FLAGGED", from: toInstant(0), source: "manual" as const }] : []),
    ],
  };
}

/** The platform writes minus one where there is no limit. */
function limitOf(value: number | string): BusinessNumber["limit"]["value"] {
  if (typeof value === "number") return value < 0 ? "unlimited" : value;
  return value.toLowerCase() === "unlimited" ? "unlimited" : "unknown";
}

const draftOf = (draft: GuardQuery["draft"], parseTime: ParseTime): Draft =>
  draft.kind === "text"
    ? { ...draft, seenInboundAt: draft.seenInboundAt === undefined ? undefined : parseTime(draft.seenInboundAt) }
    : { kind: "template", name: draft.template.name, language: draft.template.language, variables: draft.template.variables };

const QUALITIES: readonly Template["quality"][] = ["GREEN", "YELLOW", "RED"];

function templateOf({ body, category, language, name, quality, status }: Extract<GuardQuery["draft"], { kind: "template" }>["template"]): Template {
  const kind = category.toUpperCase();
  return {
    id: name,
    name,
    language,
    category: kind === "MARKETING" || kind === "AUTHENTICATION" ? kind : "UTILITY",
    status: status.toUpperCase(),
    quality: QUALITIES.find((value) => value === quality.toUpperCase()) ?? "UNKNOWN",
    body,
    buttons: [],
  };
}
