import type { GuardContext, GuardPolicy } from "../../shared/guard/context.ts";
import { saysTopicChanged } from "../../shared/guard/topic/topic-context.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Contact, Template } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import { consentsOf } from "../state/consent-lines.ts";
import type { InboxState, Thread } from "../state/inbox-state.ts";
import { readUi } from "../state/ui-store.ts";

/** What this desk knows while somebody writes: plain data, for it goes to the worker. */
export interface DeskContext extends Omit<GuardContext, "spelling" | "topic"> {
  /** Somebody said that the topic changed on purpose. */
  readonly topicChanged: boolean;
  /** [I14] Our clock has not been compared with the server's since the start, a wake or a jump. */
  readonly clockUncertain?: boolean | undefined;
  /** What a lead saved; the defaults where it is not known. */
  readonly policy?: GuardPolicy | undefined;
  /** Words that somebody told to leave alone in this conversation, in lower case. */
  readonly ignoredWords?: readonly string[] | undefined;
}

/** So many messages are looked at; no rule reads further back. */
const NEWEST = 60;

/**
 * Everything that the replica can say. What it does not have (notifications, what went to other people, trainees) is left
 * unknown here, and its rules are silent until the server asks them: once the desk has one of these, this is where it comes in.
 */
export function deskContext(state: InboxState, id: ConversationId, timeZone: string | undefined): DeskContext | undefined {
  const conversation = state.conversations.get(id);
  if (conversation === undefined) return undefined;

  const { me } = state;
  const thread = state.threads.get(id);
  const number = state.numbers.get(conversation.numberId);
  const messages = thread === undefined ? undefined : newest(thread.messages);
  return {
    conversation,
    messages,
    templates: listed(state.templates),
    me: me?.id,
    author:
      me === undefined
        ? undefined
        : { kind: me.role === "bot" ? "bot" : "human", id: me.id, teamId: me.teamIds.length === 1 ? me.teamIds[0] : undefined, trainee: me.trainee },
    consents: consentsOf(state.consents, conversation.contactId),
    consentCategories: readUi().consentSettings.categories,
    contact: contactOf(state.contacts.get(conversation.contactId), conversation),
    number,
    business: number === undefined ? undefined : { name: number.displayName },
    timeZone,
    resolvedAt: resolvedAt(conversation, thread),
    topicChanged: state.drafts.get(id)?.topicChanged === true || saysTopicChanged(messages ?? []),
    clockUncertain: !state.offset.certain,
  };
}

/** IANA name of this machine's zone. */
export const deskTimeZone = (): string | undefined => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function contactOf(contact: Contact | undefined, { lastInboundAt }: Conversation): DeskContext["contact"] {
  if (contact === undefined) return undefined;
  return { name: contact.name, phone: contact.phone, language: contact.language, lastActivityAt: lastInboundAt };
}

function resolvedAt({ state }: Conversation, thread: Thread | undefined): Instant | undefined {
  if (state !== "resolved") return undefined;
  return thread?.story.findLast(({ kind }) => kind === "resolve")?.at;
}

/** The same list for the same source, so that it is sent to the worker once. */
function kept<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  const known = new WeakMap<Source, Made>();
  return (source) => {
    const before = known.get(source);
    if (before !== undefined) return before;
    const made = make(source);
    known.set(source, made);
    return made;
  };
}

const newest = kept((messages: readonly Message[]): readonly Message[] => messages.slice(-NEWEST));
const listed = kept((templates: ReadonlyMap<string, Template>): readonly Template[] => [...templates.values()]);
