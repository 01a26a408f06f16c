import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import type { AgentId, ContactId, ConversationId, NumberId, TeamId } from "../../shared/ids.ts";
import type { CannedReply } from "../../shared/inbox/canned-reply.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message, Note, StoryLine } from "../../shared/inbox/message.ts";
import type { Agent, BusinessNumber, Contact, Label, Team, Template } from "../../shared/inbox/people.ts";
import type { Alert } from "../../shared/sla/alert.ts";
import type { NamedCalendar } from "../../shared/sla/calendar.ts";
import type { SortKey, ViewKey } from "../../shared/inbox/views.ts";
import type { MutationId, RejectionCode, Mutation } from "../../shared/sync/mutations.ts";
import type { Instant } from "../../shared/time.ts";
import type { Returned } from "./returned.ts";

export type Connection =
  /** Nothing to show yet; `conversations` so many of the first snapshot have come. */
  | { readonly kind: "starting"; readonly conversations?: number }
  | { readonly kind: "live" }
  /** Connected and catching up; `remaining` rows, where it is known. */
  | { readonly kind: "syncing"; readonly remaining?: number }
  /** `asOf`: the server's time of the last thing we heard. */
  | { readonly kind: "offline"; readonly asOf: Instant | undefined }
  /** The desk is older than the server accepts. */
  | { readonly kind: "upgrade" };

/** Nothing is known yet: what is empty here says nothing about how much there is. */
export const isFirstFetch = ({ connection, conversations }: Pick<InboxState, "connection" | "conversations">): boolean =>
  connection.kind === "starting" && conversations.size === 0;

/** What was written for a conversation and has not been sent. Kept per conversation, over restarts. */
export interface Draft {
  readonly conversationId: ConversationId;
  readonly mode: "reply" | "note";
  readonly text: string;
  /** The newest customer message that stood there when the writing began (G-STALE). */
  readonly seenInboundAt?: Instant | undefined;
  /** [G-TOPIC] The agent changed the topic on purpose. */
  readonly topicChanged?: boolean | undefined;
  /** The canned reply that was put into it last. */
  readonly cannedReplyId?: string | undefined;
  readonly updatedAt: Instant;
}

export interface PendingMutation {
  readonly id: MutationId;
  readonly mutation: Mutation;
  readonly madeAt: Instant;
}

/** Something refused or told, shown once, with a way on. `text` is what the agent had written, so that it is never lost. */
export interface Notice {
  readonly id: string;
  readonly kind: "rejected" | "info" | "error";
  /** Key of the message catalogue, and what it names. */
  readonly messageKey: string;
  readonly values: Readonly<Record<string, string>>;
  readonly code?: RejectionCode | undefined;
  readonly conversationId?: ConversationId | undefined;
  readonly text?: string | undefined;
  /** Another try may help: the disk and the connection. */
  readonly again?: true | undefined;
}

/** The mirror of the replica that the views read. One writer: renderer/state/mirror.ts. Rows without news keep their objects. */
export interface InboxState {
  readonly me: Agent | undefined;
  readonly connection: Connection;
  /** Mutations that have not reached the server yet. */
  readonly queued: number;
  /** Server time minus this machine's, milliseconds; `certain` is false until the first sample after a start, a wake or a jump. */
  readonly offset: { readonly ms: number; readonly certain: boolean };
  readonly conversations: ReadonlyMap<ConversationId, Conversation>;
  /** The conversations that the last news was about, those that are gone included; a new set each time. A new map of `conversations` is news about all. */
  readonly touched: ReadonlySet<ConversationId>;
  readonly contacts: ReadonlyMap<ContactId, Contact>;
  /** The ledgers, of contacts that have one. Undefined until they have been read: then nothing may be said about consent. */
  readonly consents: ReadonlyMap<ContactId, readonly ContactConsent[]> | undefined;
  readonly agents: ReadonlyMap<AgentId, Agent>;
  readonly teams: ReadonlyMap<TeamId, Team>;
  readonly numbers: ReadonlyMap<NumberId, BusinessNumber>;
  readonly labels: ReadonlyMap<string, Label>;
  readonly templates: ReadonlyMap<string, Template>;
  /** The team's and one's own, by id. */
  readonly cannedReplies: ReadonlyMap<string, CannedReply>;
  /** Calendars of the clocks by key: when a desk opens can be said without a network. */
  readonly calendars: ReadonlyMap<string, NamedCalendar>;
  /** What this person is told about clocks, by id. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** Those that came last while this person was at work, to be told once; a new array each time. */
  readonly newAlerts: readonly Alert[];
  /** Threads that are open in a view, pending ones included, in order. Absent: not loaded yet. */
  readonly threads: ReadonlyMap<ConversationId, Thread>;
  readonly drafts: ReadonlyMap<ConversationId, Draft>;
  /** Conversations with mutations under way. */
  readonly pending: ReadonlyMap<ConversationId, readonly PendingMutation[]>;
  /** The list on screen: ids in order, kept sorted, never sorted on render. */
  readonly list: { readonly view: ViewKey; readonly sort: SortKey; readonly query: string; readonly ids: readonly ConversationId[] };
  /** [HO2] Who waits for a person, in the order of the queue; a new array when one came, went, or changed in what a strip decides by. */
  readonly handoffQueue: readonly ConversationId[];
  /** [HO4] What I claimed and have to answer in time, or else it goes back. */
  readonly timedClaims: readonly ConversationId[];
  /** [HO5] How many of mine take a place. */
  readonly myLoad: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly presence: ReadonlyMap<ConversationId, readonly { readonly agentId: AgentId; readonly what: "view" | "type" }[]>;
  readonly notices: readonly Notice[];
  /** [I12] What came back from the server and has not been looked at, by its id, the oldest first. */
  readonly returned: ReadonlyMap<string, Returned>;
  /** What waited when the network came back, by the keys of the wishes. */
  readonly homecoming: { readonly of: readonly string[] } | undefined;
}

export interface Thread {
  readonly messages: readonly Message[];
  readonly notes: readonly Note[];
  readonly story: readonly StoryLine[];
  /** Older messages lie on the server. */
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
}
