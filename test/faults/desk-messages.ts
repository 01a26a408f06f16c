import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Mutation, MutationKind } from "../../shared/sync/mutations.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";

/** What a desk is started with. */
export interface DeskSettings {
  /** Its way to the server: the address of a proxy. */
  readonly server: string;
  readonly folder: string;
  readonly name: string;
  readonly password: string;
  readonly deviceId: string;
}

/** What a desk is told. */
export type DeskOrder =
  /** `dice`, from 0 to 1, choose the conversation and the rest. */
  | { readonly type: "wish"; readonly id: string; readonly kind: MutationKind; readonly dice: readonly [number, number] }
  | { readonly type: "wake" }
  | { readonly type: "report" };

export interface DeskReport {
  readonly isLive: boolean;
  readonly cursor: number | undefined;
  /** The place in the log of the last snapshot: what is older may have stayed on the server. */
  readonly snapshotAt: number;
  readonly pending: readonly { readonly id: number; readonly mutation: Mutation }[];
  readonly rows: readonly VersionedRow[];
  readonly shown: readonly (readonly [ConversationId, Conversation])[];
  readonly errors: readonly string[];
}

/** What a desk tells. */
export type DeskNews =
  | { readonly type: "ready" }
  /** It is on disk. */
  | { readonly type: "kept"; readonly id: string; readonly mutation: Mutation }
  | { readonly type: "violation"; readonly what: string }
  | { readonly type: "report"; readonly report: DeskReport };
