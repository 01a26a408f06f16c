import type { AgentId, ClientId, ContactId, ConversationId, DeviceId, MessageId, NumberId, Wamid } from "../../shared/ids.ts";
import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Alert } from "../../shared/sla/alert.ts";
import type { ClockKind, ClockState } from "../../shared/sla/clock.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import type { LoggedRecord, SlaLogEntry } from "../../shared/sla/records.ts";
import type { MutationResult } from "../../shared/sync/mutations.ts";
import type { Entity, Rows, VersionedRow } from "../../shared/sync/rows.ts";
import type { Instant } from "../../shared/time.ts";
import type { AlertChannelReads, AlertChannelWrites } from "./alert-channel-rows.ts";
import type { BotReads, BotWrites } from "./bot-rows.ts";
import type { GuardReads, GuardWrites } from "./guard-rows.ts";
import type { QueueReads } from "./queue-rows.ts";
import type { RetentionReads, RetentionWrites } from "./retention-rows.ts";
import type { SignalReads } from "./signal-rows.ts";
import type { SurgeReads } from "./surge-rows.ts";
import type { TemplateReads } from "./template-rows.ts";
import type { RolloutReads, RolloutWrites } from "./rollout-rows.ts";

/**
 * What the product needs of a store. One writer at a time, everything in one transaction or nothing, rows with versions
 * out of one sequence. Synchronous on purpose: a decision and its write cannot interleave with another.
 */
export interface Store {
  readonly epoch: string;
  /** Runs `work` in one durable transaction. What it throws rolls everything back. */
  readonly write: <T>(work: (tx: WriteTx) => T) => T;
  /** Runs `work` on one snapshot. */
  readonly read: <T>(work: (tx: ReadTx) => T) => T;
  /** Told after a commit that moved the log. */
  readonly onCommit: (listener: (head: number) => void) => () => void;
  readonly integrity: () => string;
  readonly close: () => void;
}

export type ConversationFilter = {
  readonly state?: Conversation["state"] | undefined;
  readonly assignee?: string | undefined;
  readonly team?: string | undefined;
  readonly label?: string | undefined;
  readonly number?: string | undefined;
  readonly sort: "due" | "newest" | "oldest" | "window";
  readonly after?: { readonly key: number; readonly id: string } | undefined;
  readonly limit: number;
};

export interface ReadTx extends AlertChannelReads, BotReads, GuardReads, QueueReads, RetentionReads, RolloutReads, SignalReads, SurgeReads, TemplateReads {
  readonly head: () => number;
  readonly get: <E extends Entity>(entity: E, id: string) => Rows[E] | undefined;
  readonly all: <E extends Entity>(entity: E) => readonly Rows[E][];
  /** Log entries of these scopes after `from`, the newest of each row, in order, at most `max`. */
  readonly changes: (from: number, scopes: readonly string[], max: number) => readonly LogEntry[];
  /** [PF3] Log entries after `from` that may look otherwise to one person than to the others of the same teams; in no order. */
  readonly personalChanges: (from: number) => readonly PersonalEntry[];
  /** People whose row has changed after this place in the log. */
  readonly agentsChangedSince: (seq: number) => readonly string[];
  readonly versioned: (entity: Entity, id: string) => VersionedRow | undefined;
  readonly conversations: (filter: ConversationFilter) => readonly { readonly key: number; readonly conversation: Conversation }[];
  readonly conversationsOf: (contact: ContactId) => readonly Conversation[];
  readonly conversationCount: () => number;
  /** When the next snoozed conversation is to come back. */
  readonly nextSnooze: () => Instant | undefined;
  /** Newest first; `before` is exclusive. */
  readonly messages: (conversation: ConversationId, limit: number, before?: { readonly at: number; readonly order: number }) => readonly Message[];
  readonly parts: <E extends "note" | "story">(entity: E, conversation: ConversationId) => readonly Rows[E][];
  readonly messageByWamid: (number: NumberId, wamid: Wamid) => Message | undefined;
  readonly messageByClientId: (clientId: ClientId) => Message | undefined;
  readonly contactByIdentity: (kind: IdentityKind, value: string) => ContactId | undefined;
  readonly conversationOf: (number: NumberId, contact: ContactId) => ConversationId | undefined;
  /** Whom this number reached by template outside an open window since `since`: how many, and when the first of them no longer counts as of then. */
  readonly reachedOutsideWindow: (number: NumberId, since: Instant) => { readonly people: number; readonly first?: Instant };
  readonly numberByPhoneNumberId: (phoneNumberId: string) => Rows["number"] | undefined;
  readonly events: (conversation: ConversationId) => readonly SlaEvent[];
  readonly breaches: (filter: BreachFilter) => readonly BreachRow[];
  /** Every run of the conversation, ended ones too. */
  readonly clocks: (conversation: ConversationId) => readonly StoredClock[];
  /** Conversations for which something has to be recorded by `now`, what is due longest first. */
  readonly dueConversations: (now: Instant, limit: number) => readonly ConversationId[];
  readonly nextDue: () => Instant | undefined;
  /** [B1] The record of warnings, breaches and corrections, oldest first. */
  readonly slaLog: (conversation: ConversationId) => readonly SlaLogEntry[];
  /** Conversations with a record of something after `now` that nothing has corrected. */
  readonly recordedAfter: (now: Instant) => readonly ConversationId[];
  readonly alertsOf: (conversation: ConversationId) => readonly Alert[];
  readonly alertsFor: (agent: AgentId) => readonly Alert[];
  /** [B2] What has to be told by `now`, in the order of what it is about. */
  readonly dueAlerts: (now: Instant, limit: number) => readonly QueuedAlert[];
  readonly nextAlert: () => Instant | undefined;
  /** Conversations that are not resolved, by id. */
  readonly openConversations: (after: ConversationId, limit: number) => readonly ConversationId[];
  readonly meta: (key: string) => string | undefined;
  readonly send: (clientId: ClientId) => SendRow | undefined;
  readonly sends: (filter: { readonly state: SendRow["state"]; readonly limit?: number; readonly conversation?: ConversationId }) => readonly SendRow[];
  readonly unrecognised: () => readonly { readonly field: string; readonly kind: string; readonly count: number; readonly lastAt: Instant }[];
  readonly poison: () => readonly { readonly id: string; readonly reason: string; readonly at: Instant }[];
  readonly device: (id: DeviceId) => DeviceRow | undefined;
  readonly deviceByToken: (hash: string) => { readonly device: DeviceRow; readonly which: "refresh" | "previous" } | undefined;
  /** The device whose chain of refresh tokens this one was part of, long ago. */
  readonly retiredToken: (hash: string) => DeviceId | undefined;
  readonly devices: (agent: AgentId) => readonly DeviceRow[];
  readonly accessToken: (hash: string) => { readonly agentId: AgentId; readonly deviceId?: DeviceId; readonly expiresAt?: Instant } | undefined;
  readonly login: (name: string) => { readonly agentId: AgentId; readonly passwordHash: string } | undefined;
  readonly mutationResult: (device: DeviceId, id: number) => { readonly payloadHash: string; readonly result: MutationResult } | undefined;
  /** The ledger of one person, newest first. */
  readonly consents: (contact: ContactId) => readonly ContactConsent[];
  readonly audit: () => readonly AuditRow[];
  /** Newest first; what is left out counts for all. `before` is exclusive. */
  readonly auditRows: (filter: AuditFilter) => readonly AuditRow[];
}

export interface WriteTx extends ReadTx, AlertChannelWrites, BotWrites, GuardWrites, RetentionWrites, RolloutWrites {
  /** A number for `order`, larger than every one before. */
  readonly nextOrder: () => number;
  /** Stores the row under a new version; once per transaction and row, however often it is put. */
  readonly put: <E extends Entity>(entity: E, id: string, row: Rows[E]) => void;
  readonly remove: (entity: Entity, id: string) => void;
  /** True the first time that `key` is seen (I1). */
  readonly once: (key: string) => boolean;
  readonly appendEvent: (conversation: ConversationId, key: string, event: SlaEvent) => void;
  readonly identify: (contact: ContactId, kind: IdentityKind, value: string) => void;
  /** All runs of the conversation as they now are; only what has changed is written. */
  readonly setClocks: (conversation: ConversationId, clocks: readonly ClockRow[]) => void;
  /** Puts off what is due for the conversation. */
  readonly postponeClocks: (conversation: ConversationId, until: Instant) => void;
  /** The number of the entry; undefined where the same was there already. */
  readonly appendSlaEvent: (entry: NewSlaEvent) => number | undefined;
  /** Once per record and person; a second time it moves. */
  readonly queueAlert: (record: number, agent: AgentId, deliverAt: Instant) => void;
  /** Of one person, or of everybody. */
  readonly unqueueAlert: (record: number, agent?: AgentId) => void;
  /** [H45] What lies about a person beside the rows of desks: parts, identities, sends, and what was counted of their words. */
  readonly eraseTraces: (contact: ContactId, conversations: readonly ConversationId[], at: Instant) => void;
  readonly setMeta: (key: string, value: string) => void;
  readonly putSend: (send: SendRow) => void;
  readonly countUnrecognised: (field: string, kind: string, at: Instant) => void;
  readonly setAside: (id: string, reason: string, at: Instant) => void;
  readonly parkStatus: (number: NumberId, wamid: Wamid, body: string, about: { readonly clientId?: string | undefined; readonly at: Instant }) => void;
  /** Statuses that came before their message; they are taken out. */
  readonly unparkStatuses: (number: NumberId, wamid: Wamid) => readonly string[];
  readonly putDevice: (device: DeviceRow) => void;
  readonly retireToken: (hash: string, device: DeviceId) => void;
  readonly putAccessToken: (hash: string, token: { readonly agentId: AgentId; readonly deviceId?: DeviceId; readonly expiresAt?: Instant }) => void;
  readonly dropAccessTokens: (device: DeviceId) => void;
  readonly dropExpiredTokens: (now: Instant) => void;
  readonly putLogin: (agent: AgentId, name: string, passwordHash: string) => void;
  readonly putMutationResult: (device: DeviceId, id: number, payloadHash: string, result: MutationResult, at: Instant) => void;
  readonly appendAudit: (entry: {
    readonly at: Instant;
    readonly who: string;
    readonly action: string;
    readonly target: string;
    readonly data: string;
  }) => void;
}

export type IdentityKind = "phone" | "user-id";

export interface LogEntry {
  readonly seq: number;
  readonly entity: Entity;
  readonly id: string;
  readonly op: "up" | "del" | "grant" | "revoke";
}

export interface PersonalEntry extends Omit<LogEntry, "seq"> {
  /** One, or two. */
  readonly scopes: readonly string[];
}

export interface ClockRow {
  readonly caseNo: number;
  /** [S14] Whose clock it is, where a hop added one; empty for the customer's. */
  readonly owner: string;
  readonly kind: ClockKind;
  readonly state: ClockState;
  readonly startedAt: Instant;
  readonly dueAt?: Instant | undefined;
  readonly metAt?: Instant | undefined;
  readonly breachedAt?: Instant | undefined;
  readonly stoppedAt?: Instant | undefined;
  readonly policyId?: string | undefined;
  readonly policyVersion?: number | undefined;
  /** [B3] */
  readonly cause?: string | undefined;
  /** When something has to be recorded for it next by time alone. */
  readonly nextAt?: Instant | undefined;
}

export interface StoredClock extends ClockRow {
  /** Goes up when the due instant changes, or the clock comes back to life. */
  readonly gen: number;
}

/** What is recorded, with what the clock was measured by. */
export interface NewSlaEvent {
  readonly conversationId: ConversationId;
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly owner: string;
  readonly what: SlaLogEntry["what"];
  readonly threshold: string;
  readonly gen: number;
  readonly at: Instant;
  readonly detectedAt: Instant;
  readonly dueAt?: Instant | undefined;
  readonly policyId?: string | undefined;
  readonly policyVersion?: number | undefined;
  /** The entry that a correction takes back. */
  readonly corrects?: number | undefined;
}

export interface QueuedAlert {
  readonly agentId: AgentId;
  readonly deliverAt: Instant;
  readonly conversationId: ConversationId;
  readonly record: LoggedRecord;
}

export interface BreachFilter {
  readonly now: Instant;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly policy?: string | undefined;
  /** [B3] Whether somebody has said why. */
  readonly acknowledged?: boolean | undefined;
  /** Only what stands behind it in the list. */
  readonly before?: BreachPlace | undefined;
  readonly limit: number;
}

export interface BreachRow extends ClockRow {
  readonly conversationId: ConversationId;
}

/** Breaches are listed by it, descending. */
export type BreachPlace = Pick<BreachRow, "dueAt" | "conversationId" | "kind" | "startedAt" | "owner">;

/** The server's outbox: one row a composed message, moved only by the sender and by reports. */
export interface SendRow {
  readonly clientId: ClientId;
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly deviceId?: DeviceId | undefined;
  readonly agentId: AgentId;
  /** `waiting`: for `sendAt`, or for what was sent before it to arrive. `held`: for a person. */
  readonly state: "waiting" | "ready" | "sending" | "unknown" | "held" | "done" | "cancelled";
  /** Order across devices. */
  readonly order: number;
  readonly attempt: number;
  readonly nextAt: Instant;
  readonly postStartedAt?: Instant | undefined;
  readonly claimEpoch?: number | undefined;
  readonly seenInboundAt?: Instant | undefined;
  readonly composedAt: Instant;
  /** When it leaves by itself, or left off waiting. */
  readonly sendAt?: Instant | undefined;
  readonly whenDelivered?: boolean | undefined;
  /** [G-BULK] Verified: it is a canned reply as it stands. */
  readonly cannedReply?: boolean | undefined;
  /** The canned reply that its author named, changed or not. */
  readonly cannedReplyId?: string | undefined;
  readonly confirmsOptOut?: boolean | undefined;
}

export interface DeviceRow {
  readonly id: DeviceId;
  readonly agentId: AgentId;
  readonly name: string;
  readonly refreshHash: string;
  /** The token before the last rotation: taken once more where the answer to the rotation was lost. */
  readonly previousHash?: string | undefined;
  readonly expiresAt: Instant;
  readonly lastMutId: number;
  readonly lastSeenAt: Instant;
  readonly revoked: boolean;
}

export interface AuditFilter {
  readonly who?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface AuditRow {
  readonly n: number;
  readonly at: Instant;
  readonly who: string;
  readonly action: string;
  readonly target: string;
  readonly data: string;
  readonly previous: string;
  readonly hash: string;
}
