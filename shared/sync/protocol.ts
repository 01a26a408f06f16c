import { z } from "zod";
import { mutationSchema, type MutationResult } from "./mutations.ts";
import type { EpochEnd } from "./lineage.ts";
import type { VersionedRow } from "./rows.ts";

/**
 * Raise this when an older peer would misread a message.
 *
 * 1: first release.
 */
export const PROTOCOL_VERSION = 1;
/** What a server still serves: the release before its own. */
export const OLDEST_PROTOCOL = Math.max(1, PROTOCOL_VERSION - 1);

/**
 * The shape of the rows. A desk with another one drops its cache and starts anew; its pending mutations stay.
 *
 * 1: first release. 2: calendars and alerts. 3: consents. 4: canned replies, and what waits for approval.
 */
export const SCHEMA_VERSION = 4;

export const OLDEST_SCHEMA = Math.max(1, SCHEMA_VERSION - 1);

/** Most rows of one page, and the most bytes, whichever comes first. */
export const PAGE_ROWS = 500;
export const PAGE_BYTES = 256 * 1024;
/** Most mutations of one push. */
export const PUSH_MUTATIONS = 100;
/** How long a presence holds without a sign of life, in milliseconds of the server's clock. */
export const PRESENCE_TTL_MS = 15_000;

const seq = z.number().int().nonnegative();

/** Names of the socket's events. Everything but `delta`, `poke` and the server's `presence` is asked by the desk and answered by acknowledgement. */
export const EVENTS = { hello: "hello", pull: "pull", push: "push", delta: "delta", poke: "poke", presence: "presence", time: "time" } as const;

export const helloSchema = z.object({
  proto: z.number().int(),
  schema: z.number().int(),
  app: z.string().max(60),
  deviceId: z.string().min(1).max(200),
  epoch: z.string().max(200).optional(),
  cursor: seq.optional(),
  scopesHash: z.string().max(200).optional(),
  /** Our clock when the question left, milliseconds. */
  tC: z.number(),
});
export type Hello = z.infer<typeof helloSchema>;

/**
 * `delta`: go on from the cursor. `snapshot`: fetch `/api/v1/snapshot` first. `reset`: the cursor is of no use, drop the
 * replica and fetch a snapshot. `upgrade`: the desk is too old, `auth`: sign in again.
 */
export interface Welcome {
  readonly mode: "delta" | "snapshot" | "reset" | "upgrade" | "auth";
  readonly epoch: string;
  readonly head: number;
  readonly floor: number;
  readonly lastMutId: number;
  readonly serverNow: number;
  readonly scopesHash: string;
  readonly agentId: string;
  /** Shapes of the rows that this server can speak. */
  readonly schemaRange?: { readonly oldest: number; readonly newest: number } | undefined;
  /** The newest shape of a mutation that it understands. */
  readonly mutationVersion?: number | undefined;
  /** Its earlier lives, oldest first; empty where it was never restored from a backup. */
  readonly lineage?: readonly EpochEnd[] | undefined;
}

export const pullSchema = z.object({ from: seq, max: z.number().int().positive().max(PAGE_ROWS).optional() });
export type Pull = z.infer<typeof pullSchema>;

/** One read snapshot: rows newer than `from`, the cursor after them, and the newest mutation of this device that they contain. */
export interface Page {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly VersionedRow[];
  readonly more: boolean;
  /** Watermark: every pending mutation with an id up to this one is in the rows. */
  readonly wm: number;
  readonly serverNow: number;
}

export const pushSchema = z.object({
  deviceId: z.string().min(1).max(200),
  muts: z.array(z.object({ id: z.number().int().positive(), mv: z.number().int(), mutation: z.unknown() })).max(PUSH_MUTATIONS),
});
export type Push = z.infer<typeof pushSchema>;

export interface PushAnswer {
  readonly lastMutId: number;
  readonly results: readonly MutationResult[];
}

export const presenceSchema = z.object({ conversationId: z.string().min(1).max(200), what: z.enum(["view", "type", "leave"]) });
export type PresenceSign = z.infer<typeof presenceSchema>;

/** Who looks at or writes in a conversation now. A whole list each time; never used for decisions. */
export interface Presence {
  readonly conversationId: string;
  readonly who: readonly { readonly agentId: string; readonly what: "view" | "type" }[];
}

export const timeSchema = z.object({ tC: z.number() });
export interface TimeAnswer {
  readonly tC: number;
  readonly tS: number;
}

export interface Poke {
  readonly head: number;
}

/** What a socket handler answers when the question itself was wrong. */
export interface SyncProblem {
  readonly problem: "invalid" | "auth" | "rate" | "fork" | "hello-first" | "internal";
  readonly detail?: string;
}

/** A snapshot is NDJSON: this line first, then rows, then `{ "end": count }`. */
export interface SnapshotHead {
  readonly epoch: string;
  readonly seq: number;
  readonly scopesHash: string;
}

export const parseMutation = (raw: unknown) => mutationSchema.safeParse(raw);
