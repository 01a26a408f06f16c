import type { AgentId } from "../../shared/ids.ts";
import type { SnapshotHead } from "../../shared/sync/protocol.ts";
import type { SnapshotChunk } from "../replica/snapshot-chunks.ts";

/** What the page tells the thread that reads a snapshot for it: first who reads it, then the bytes of the answer. */
export type SnapshotOrder =
  | { readonly kind: "begin"; readonly me: AgentId }
  | { readonly kind: "piece"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "end" };

/** What the thread answers. */
export type SnapshotNews =
  | { readonly kind: "head"; readonly head: SnapshotHead }
  | { readonly kind: "chunk"; readonly chunk: SnapshotChunk }
  /** So many bytes wait no more. */
  | { readonly kind: "taken"; readonly bytes: number }
  | { readonly kind: "end" }
  | { readonly kind: "failed"; readonly message: string };
