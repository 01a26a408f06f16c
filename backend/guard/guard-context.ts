import type { Draft, GuardContext, GuardPolicy } from "../../shared/guard/context.ts";
import type { GuardAuthor, GuardNumber, SentNotification } from "../../shared/guard/reach-context.ts";
import type { TopicContext } from "../../shared/guard/topic/topic-context.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import { calendarNamed } from "../../shared/sla/calendar.ts";
import { matchPolicy } from "../../shared/sla/policy.ts";
import { days, hours, minus, plus, toDuration, type Instant } from "../../shared/time.ts";
import { serviceWindow } from "../../shared/window/service-window.ts";
import { readConsentSettings } from "../consent/consent-settings.ts";
import { readSlaSettings } from "../sla/settings.ts";
import type { ReadTx } from "../store/store.ts";
import { grantedBy } from "../outreach/segments.ts";
import { sentLikeThis } from "./sent-texts.ts";
import { teamOf } from "./team-of.ts";

/** The thread as far as the rules look back. */
export const RECENT = 30;

export interface Question {
  readonly conversation: Conversation;
  readonly draft: Draft;
  /** [G-APPROVAL] With who let it go, where somebody did. */
  readonly by: Message["author"] & Pick<GuardAuthor, "approvedBy">;
  /** Place in the queue of a message that stands in it already; what is behind it does not count against it. */
  readonly order?: number | undefined;
  readonly policy: GuardPolicy;
  /** What the off-topic rule may ask; prepared before the transaction. */
  readonly topic?: TopicContext | undefined;
  /** When it would leave. */
  readonly now: Instant;
}

/** Everything that the rules read of this workspace. Only what the draft may need is looked up, and all of it by index. */
export function guardContext(tx: ReadTx, question: Question): GuardContext {
  const { by, conversation, draft, now, policy } = question;
  const person = tx.get("contact", conversation.contactId);
  const number = tx.get("number", conversation.numberId);
  const author = authorOf(tx, by, conversation);
  const known: GuardContext = {
    conversation,
    messages: tx.messages(conversation.id, RECENT).toReversed(),
    templates: draft.kind === "template" ? tx.all("template") : undefined,
    me: by.id,
    author,
    contact: { name: person?.name, phone: person?.phone, language: person?.language, lastActivityAt: lastActivityAt(tx, conversation) },
    business: { name: number?.displayName },
    number: number === undefined ? undefined : numberOf(tx, number, question),
    consents: tx.consents(conversation.contactId),
    consentCategories: readConsentSettings(tx).categories,
    notifications: draft.kind === "template" ? notifications(tx, question) : undefined,
    rollout: draft.kind === "template" ? tx.rollout(conversation.numberId) : undefined,
    resolvedAt: conversation.state === "resolved" ? tx.resolvedAt(conversation.id) : undefined,
    timeZone: deskTimeZone(tx, conversation),
    topic: question.topic,
  };
  const recentSends = sentLikeThis(tx, known, { draft, order: question.order, bulk: policy.reach.bulk, now });
  return { ...known, recentSends, segmentApprovedBy: recentSends === undefined ? undefined : grantedBy(tx, known, draft, now) };
}

function authorOf(tx: ReadTx, { approvedBy, id, kind }: Question["by"], conversation: Conversation): GuardAuthor {
  const agent = id === undefined ? undefined : tx.get("agent", id);
  return { kind, id, teamId: teamOf(agent, conversation), trainee: agent?.trainee, approvedBy };
}

/** By all our numbers. */
const lastActivityAt = (tx: ReadTx, { contactId }: Conversation): Instant | undefined =>
  tx
    .conversationsOf(contactId)
    .reduce<Instant | undefined>((last, { lastInboundAt: at }) => (at !== undefined && (last === undefined || at > last) ? at : last), undefined);

/** What people were reached is counted only where a limit may stop this very draft. */
function numberOf(tx: ReadTx, number: BusinessNumber, { conversation, draft, now }: Question): GuardNumber {
  const counts = draft.kind === "template" && typeof number.limit.value === "number" && serviceWindow(conversation, now).kind !== "open";
  if (!counts) return number;
  const { first, people } = tx.reachedOutsideWindow(number.id, minus(now, hours(24)));
  return { ...number, usage24h: { atLeast: people, nextFreeAt: first === undefined ? undefined : plus(first, hours(24)) } };
}

/** What came unasked: templates outside an open window, and advertising anywhere. */
function notifications(tx: ReadTx, { conversation, draft, now, order, policy }: Question): readonly SentNotification[] {
  const longest = toDuration(Math.max(days(1), ...policy.reach.frequency.budgets.map(({ period }) => period)));
  return tx
    .notificationsTo(conversation.contactId, minus(now, longest))
    .flatMap(({ at, category: written, language, messageId, name, order: place, outside, state }) => {
      const isBehind = order !== undefined && state === "queued" && place > order;
      const category = written ?? tx.get("template", `${name}:${language}`)?.category ?? "unknown";
      if (messageId === draft.id || isBehind || (!outside && category !== "MARKETING")) return [];
      return [{ at, category, messageId, state, outsideWindow: outside }];
    });
}

/** Where the desk is: by the calendar that the case is measured by. */
export function deskTimeZone(tx: ReadTx, conversation: Conversation): string | undefined {
  const { calendars, policies } = readSlaSettings(tx);
  const stamped = conversation.clocks.find(({ calendar }) => calendar !== undefined)?.calendar?.id;
  const key = stamped ?? Object.values(matching(policies, conversation)?.targets ?? {}).find((target) => target !== undefined)?.calendar;
  const calendar = key === undefined ? undefined : calendarNamed(calendars, key);
  return calendar === undefined || calendar === "24/7" || calendar.weekly === "24/7" ? undefined : calendar.timeZone;
}

const matching = (policies: Parameters<typeof matchPolicy>[0], { labels, numberId, priority, teamId }: Conversation) =>
  matchPolicy(policies, { number: numberId, team: teamId, labels, priority });
