import type { Draft, GuardContext } from "../../shared/guard/context.ts";
import { isCustomersSign } from "../../shared/guard/business-started.ts";
import type { RecentSend } from "../../shared/guard/reach-context.ts";
import { reachOfBoth } from "../../shared/guard/replayed.ts";
import { fingerprint } from "../../shared/guard/similar-text.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message, MessageState } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { minus, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { draftOf } from "../outbound/guard-send.ts";
import { instant } from "../store/sqlite/columns.ts";
import type { Statements } from "../store/sqlite/database.ts";
import type { ReadTx } from "../store/store.ts";
import { deskTimeZone, RECENT } from "./guard-context.ts";
import type { PreviewTask } from "./guard-preview.ts";
import { BY_PEOPLE } from "./guard-preview-past.ts";

interface Deps {
  readonly db: Statements;
  readonly tx: ReadTx;
  readonly task: PreviewTask;
}

interface Then {
  readonly draft: Draft;
  readonly context: GuardContext;
  /** When it left. */
  readonly at: Instant;
}

/** In the order in which they come. */
const STEPS: readonly MessageState[] = ["queued", "sending", "accepted", "sent", "delivered", "read", "played"];
/** What the customer sends without touching the window. */
const NEVER_OPENS = `'edit', 'revoke', 'system', 'request_welcome'`;
const MAY_OPEN = `(json_extract(body, '$.content.type') IN ('reaction', 'unsupported') OR json_extract(body, '$.standby') IS 1)`;

/**
 * A sent message as a draft again, with what was known when it left: the messages before it in the state in which they then were, the
 * consents of then, what had gone to others. What is not kept (see NOT_REPLAYED) is left out, and its rules say nothing.
 */
export function createPastContext({ db, task, tx }: Deps): (message: Message) => Then | undefined {
  const { budgetPeriod, bulkPeriod } = reachOfBoth(task.today, task.draft);
  const recentSends = createRecentSends(db, tx);

  return (message) => {
    const conversation = tx.get("conversation", message.conversationId);
    const send = message.clientId === undefined ? undefined : tx.send(message.clientId);
    const draft = draftOf(message, send);
    if (conversation === undefined || draft === undefined) return undefined;

    const at = message.stateAt.sending ?? message.at;
    const before = tx
      .messages(conversation.id, RECENT, { at: message.at, order: message.order })
      .filter((one) => one.at <= at)
      .map((one) => asOf(one, at))
      .toReversed();
    const person = tx.get("contact", conversation.contactId);
    const agent = message.author.id === undefined ? undefined : tx.get("agent", message.author.id);
    const teamId = agent?.teamIds.length === 1 ? agent.teamIds[0] : undefined;
    const resolvedAt = resolvedBefore(tx, conversation, before, at);
    const template = draft.kind === "template" ? templateThen(tx, message, draft) : undefined;
    return {
      draft,
      at,
      context: {
        conversation: { ...conversationThen(db, conversation, at), state: resolvedAt === undefined ? "open" : "resolved" },
        messages: before,
        templates: template === undefined ? undefined : [template],
        me: message.author.id,
        author: { kind: "human", id: message.author.id, teamId },
        contact: {
          name: person?.name,
          phone: person?.phone,
          language: person?.language,
          lastActivityAt: lastActivity(db, tx, conversation, at),
        },
        business: { name: tx.get("number", conversation.numberId)?.displayName },
        consents: tx.consents(conversation.contactId).filter((entry) => entry.at <= at),
        notifications: draft.kind === "template" ? notificationsThen(tx, conversation, message, at, budgetPeriod) : undefined,
        recentSends: recentSends(message, conversation, at, bulkPeriod),
        resolvedAt,
        timeZone: deskTimeZone(tx, conversation),
      },
    };
  };
}

/** How far a message had come by then. */
export function asOf(message: Message, at: Instant): Message {
  if (message.direction === "in" || message.state === "held" || message.state === "cancelled") return message;
  const stateAt = Object.fromEntries(Object.entries(message.stateAt).filter(([, when]) => when <= at)) as Message["stateAt"];
  const state = stateAt.failed === undefined ? (STEPS.findLast((step) => stateAt[step] !== undefined) ?? "sending") : "failed";
  return state === message.state ? message : { ...message, state, stateAt };
}

function conversationThen(db: Statements, conversation: Conversation, at: Instant): Conversation {
  const { assigneeId: _, handoff: __, lastMessage: ___, topic: ____, ...kept } = conversation;
  const newest = (more: string): Instant | undefined =>
    instant(
      db.get(
        `SELECT at FROM message WHERE conversation_id = ? AND at <= ? AND json_extract(body, '$.direction') = 'in'
           AND json_extract(body, '$.content.type') NOT IN (${NEVER_OPENS}) AND ${more} ORDER BY at DESC LIMIT 1`,
        conversation.id,
        at,
      )?.["at"],
    );
  return { ...kept, clocks: [], lastInboundAt: newest(`NOT ${MAY_OPEN}`), possibleInboundAt: newest(MAY_OPEN) };
}

/** By all our numbers. */
function lastActivity(db: Statements, tx: ReadTx, { contactId }: Conversation, at: Instant): Instant | undefined {
  const times = tx
    .conversationsOf(contactId)
    .flatMap(
      ({ id }) =>
        instant(
          db.get(`SELECT max(at) AS at FROM message WHERE conversation_id = ? AND at <= ? AND json_extract(body, '$.direction') = 'in'`, id, at)?.["at"],
        ) ?? [],
    );
  return times.length === 0 ? undefined : toInstant(Math.max(...times));
}

/** When it had been resolved, where it still was. */
function resolvedBefore(tx: ReadTx, { id }: Conversation, before: readonly Message[], at: Instant): Instant | undefined {
  const last = tx.parts("story", id).findLast((line) => line.at < at && (line.kind === "resolve" || line.kind === "reopen" || line.kind === "handoff"));
  if (last?.kind !== "resolve" || before.some((message) => message.at > last.at && isCustomersSign(message))) return undefined;
  return last.at;
}

/** As it was sent, whatever has become of it since. */
function templateThen(tx: ReadTx, { content }: Message, draft: Extract<Draft, { kind: "template" }>): Template | undefined {
  if (content.type !== "template") return undefined;
  const known = tx.get("template", `${draft.name}:${draft.language}`);
  const category = (content.category?.toUpperCase() as Template["category"] | undefined) ?? known?.category;
  if (category === undefined) return undefined;
  const { body, buttons, footer, header } = content;
  return {
    id: draft.name,
    status: "APPROVED",
    quality: "UNKNOWN",
    ...known,
    name: draft.name,
    language: draft.language,
    category,
    body,
    buttons,
    header,
    footer,
  };
}

function notificationsThen(tx: ReadTx, { contactId }: Conversation, message: Message, at: Instant, longest: number) {
  return tx.notificationsTo(contactId, minus(at, toDuration(longest))).flatMap(({ at: when, category: written, language, messageId, name, outside, state }) => {
    const category = written ?? tx.get("template", `${name}:${language}`)?.category ?? "unknown";
    if (messageId === message.id || when > at || (!outside && category !== "MARKETING")) return [];
    return [{ at: when, category, messageId, state, outsideWindow: outside }];
  });
}

/** Newer ones show a broadcast long before. */
const MOST_RECENT = 2_000;
/** A text is compared with many later ones; older than this many it is read again. */
const MOST_KEPT = 20_000;

/** [G-BULK] What had gone to other people shortly before, each as it can be compared. */
function createRecentSends(db: Statements, tx: ReadTx) {
  const kept = new Map<string, RecentSend>();
  const sendOf = (id: string): RecentSend | undefined => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const message = tx.get("message", id);
    const conversation = message === undefined ? undefined : tx.get("conversation", message.conversationId);
    if (message === undefined || conversation === undefined) return undefined;
    const { content } = message;
    const text = content.type === "text" || content.type === "template" ? content.body : "";
    const agent = message.author.id === undefined ? undefined : tx.get("agent", message.author.id);
    const made: RecentSend = {
      at: message.at,
      contactId: conversation.contactId,
      text: "",
      fingerprint: fingerprint(text, tx.get("contact", conversation.contactId)?.name),
      template: content.type === "template" ? { name: content.name, language: content.language } : undefined,
      agentId: message.author.id,
      teamId: agent?.teamIds.length === 1 ? agent.teamIds[0] : undefined,
      numberId: conversation.numberId,
      cannedReply: (message.clientId === undefined ? undefined : tx.send(message.clientId)?.cannedReply) === true,
    };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(id, made);
    return made;
  };

  return (message: Message, { contactId }: Conversation, at: Instant, period: number): readonly RecentSend[] =>
    db
      .all(`SELECT id FROM number`)
      .flatMap(({ id: number }) =>
        db.all(
          `SELECT id FROM message WHERE number_id = ? AND at > ? AND at <= ? AND id <> ? AND ${BY_PEOPLE} ORDER BY at DESC LIMIT ${MOST_RECENT}`,
          number ?? null,
          at - period,
          at,
          message.id,
        ),
      )
      .flatMap(({ id }) => sendOf(String(id)) ?? [])
      .filter((send) => send.contactId !== contactId)
      .toSorted((a, b) => a.at - b.at);
}
