import type { ConversationId } from "../../shared/ids.ts";
import type { Presence, PresenceSign } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import type { StoredReturned } from "../replica/outbox.ts";
import type { Connection, Draft, InboxState, Notice, PendingMutation } from "../state/inbox-state.ts";
import type { Sample } from "./clock-offset.ts";

/**
 * What exists once for all windows of one person: the socket, the queue, the outbox, and the hand that writes the replica. It
 * runs in the window that leads; the others ask it, and hear its news, over a channel. So everything here can be cloned.
 */
export interface Engine {
  /** On disk when it resolves. */
  readonly append: (wish: Wish, sentDraftOf?: ConversationId) => Promise<void>;
  /** By what they are, not by their numbers: those are given anew. Answers with those that had not left and are gone. */
  readonly withdraw: (wishes: readonly Wish[]) => Promise<readonly Wish[]>;
  readonly saveDraft: (draft: Draft) => Promise<void>;
  readonly dropDraft: (id: ConversationId) => Promise<void>;
  readonly keepReturned: (returned: StoredReturned) => Promise<void>;
  readonly dropReturned: (ids: readonly string[]) => Promise<void>;
  readonly dismissHomecoming: () => Promise<void>;
  readonly sample: () => Promise<Sample>;
  readonly sign: (sign: PresenceSign) => Promise<void>;
  readonly reconnect: () => Promise<void>;
}

export type Wish = Pick<PendingMutation, "mutation" | "madeAt">;

export type Ask = { readonly [Name in keyof Engine]: { readonly name: Name; readonly args: Parameters<Engine[Name]> } }[keyof Engine];

/** The queue as a window shows it. */
export interface QueueView {
  readonly pending: readonly PendingMutation[];
  readonly queued: number;
  /** Mutations up to this number may have reached the server. */
  readonly leftTo: number;
}

/** What happened, for every window. In order; a window that missed one begins anew. */
export type News =
  /** `place`: where the replica stands with them. */
  | { readonly kind: "rows"; readonly rows: readonly VersionedRow[]; readonly queue: QueueView; readonly place: string | undefined }
  | { readonly kind: "queue"; readonly queue: QueueView }
  | { readonly kind: "leaving"; readonly leftTo: number }
  /** A new generation of the replica is there. */
  | { readonly kind: "snapshot"; readonly place: string | undefined }
  | { readonly kind: "connection"; readonly connection: Connection }
  | { readonly kind: "presence"; readonly presence: Presence }
  | { readonly kind: "sample"; readonly sample: Sample }
  /** Of another window. Empty text: it was sent or dropped. */
  | { readonly kind: "draft"; readonly draft: Draft }
  | { readonly kind: "returned"; readonly patch: Partial<Pick<InboxState, "returned" | "homecoming">> }
  | { readonly kind: "notice"; readonly notice: Notice }
  /** The replica is in the memory of the window that leads: no other can read it. */
  | { readonly kind: "in-memory" };

/** Everything that a window needs to begin with, beside the replica. */
export interface Standing {
  readonly place: string | undefined;
  readonly queue: QueueView;
  /** Undefined: nothing was tried yet. */
  readonly connection: Connection | undefined;
  readonly drafts: readonly Draft[];
  readonly returned: Pick<InboxState, "returned" | "homecoming">;
  /** The replica is in memory alone. */
  readonly isInMemory: boolean;
}
