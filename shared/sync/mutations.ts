import { z } from "zod";
import type { Brand } from "../brand.ts";
import { lengthFacts } from "../platform/facts.ts";
import { BREACH_CAUSES } from "../sla/breach-causes.ts";

/** What somebody wants. Checked by the same `decide` on both sides; the server's answer counts. */

const id = z.string().min(1).max(200);
const conversationId = id;
/** Whole milliseconds, whatever the clock of the desk says. */
const instant = z.number().transform(Math.round);

export const templateChoiceSchema = z.object({
  name: id,
  language: z.string().min(2).max(20),
  variables: z.record(z.string().max(100), z.string().max(1_024)),
});

export const mutationSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("send"),
    conversationId,
    clientId: id,
    text: z.string().min(1).max(lengthFacts.text.value).optional(),
    template: templateChoiceSchema.optional(),
    quotes: id.optional(),
    /** The claim epoch that the author saw: a fencing token. */
    claimEpoch: z.number().int().nonnegative().optional(),
    /** The newest customer message that the author saw (G-STALE). */
    seenInboundAt: instant.optional(),
    overrides: z.record(z.string().max(60), z.string().max(500)).optional(),
    replaces: id.optional(),
    /** [S0-11] What the guard would have kept back, had other words not been found while it was written. A newer app may name rules that we do not know. */
    mended: z
      .array(z.object({ rule: z.string().max(60), severity: z.enum(["stop", "confirm", "advise"]) }))
      .max(60)
      .optional(),
    /** It waits until then and leaves by itself, if nothing speaks against it then. */
    sendAt: z.number().positive().transform(Math.round).optional(),
    /** [S0-5] It waits until what was sent before has arrived, or the customer writes. One of the two, not both. */
    whenDelivered: z.literal(true).optional(),
    /** The text of a canned reply, sent as it is (G-BULK). */
    cannedReply: z.literal(true).optional(),
    /** The canned reply that the text came from, changed or not: where the server looks first. */
    cannedReplyId: id.optional(),
    /** The one sentence that says that a no was heard (G-OPTED-OUT). */
    confirmsOptOut: z.literal(true).optional(),
    /** An earlier life of the server may have sent it, before it was restored from a backup: a person decides. */
    restored: z.literal(true).optional(),
    composedAt: instant,
  }),
  /** Takes back a message that has not been handed to the platform. */
  z.object({ kind: z.literal("cancel"), conversationId, messageId: id }),
  /** [G-APPROVAL] Somebody senior lets a trainee's message go. */
  z.object({
    kind: z.literal("approve"),
    conversationId,
    messageId: id,
    /** Reasons of the approver's own, for what the guard asks about. */
    overrides: z.record(z.string().max(60), z.string().max(500)).optional(),
    /** The newest customer message that the approver saw (G-STALE). */
    seenInboundAt: instant.optional(),
  }),
  z.object({ kind: z.literal("send-back"), conversationId, messageId: id, note: z.string().trim().min(1).max(1_000) }),
  z.object({ kind: z.literal("claim"), conversationId, epoch: z.number().int().nonnegative() }),
  z.object({
    kind: z.literal("assign"),
    conversationId,
    to: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("agent"), id }),
      z.object({ kind: z.literal("team"), id }),
      z.object({ kind: z.literal("nobody") }),
    ]),
    /** [HO8] What the next one has to know; it stays as a note. */
    note: z.string().min(1).max(10_000).optional(),
    noteId: id.optional(),
    /** [HO5] A lead insists, although that person is away, full or lacks what it asks for. */
    force: z.literal(true).optional(),
  }),
  /** [HO7] The bot that gave up takes it again. */
  z.object({ kind: z.literal("return-to-bot"), conversationId, note: z.string().min(1).max(10_000).optional(), noteId: id.optional() }),
  z.object({ kind: z.literal("resolve"), conversationId, outcome: z.string().min(1).max(60), noReplyNeeded: z.string().min(1).max(200).optional() }),
  z.object({ kind: z.literal("reopen"), conversationId }),
  z.object({ kind: z.literal("snooze"), conversationId, until: z.number().positive().transform(Math.round) }),
  z.object({ kind: z.literal("read"), conversationId, unread: z.boolean() }),
  z.object({ kind: z.literal("label"), conversationId, add: z.array(id).max(50), remove: z.array(id).max(50) }),
  z.object({ kind: z.literal("priority"), conversationId, priority: z.enum(["low", "normal", "high", "urgent"]) }),
  /** [S12] The resolution waits, for the customer or for somebody else; a customer's message ends it. */
  z.object({ kind: z.literal("hold"), conversationId, on: z.enum(["customer"]).optional() }),
  z.object({ kind: z.literal("release"), conversationId }),
  /** [S11] The customer's last message asks for no answer. */
  z.object({ kind: z.literal("no-reply"), conversationId, reason: z.string().min(1).max(200) }),
  /** [B3] Why a promise was not kept; for leads. */
  z.object({
    kind: z.literal("acknowledge"),
    conversationId,
    clock: z.enum(["handoff", "first-reply", "next-reply", "resolution"]),
    startedAt: instant,
    cause: z.enum(BREACH_CAUSES),
  }),
  /** The author has seen what warned about this conversation. */
  z.object({ kind: z.literal("seen"), conversationId }),
  z.object({ kind: z.literal("note"), conversationId, noteId: id, text: z.string().min(1).max(10_000), at: instant }),
]);

export type Mutation = z.infer<typeof mutationSchema>;
export type MutationKind = Mutation["kind"];
export type MutationOf<Kind extends MutationKind> = Extract<Mutation, { readonly kind: Kind }>;

/** 1, 2, 3 … without a gap, per device. */
export type MutationId = Brand<number, "MutationId">;
export const toMutationId = (raw: number): MutationId => raw as MutationId;

/**
 * The shape of a mutation's arguments; raised when an older server would misread them. Each step has its upcaster (upcast.ts).
 *
 * 1: first release. 2: `restored` of a send.
 */
export const MUTATION_VERSION = 2;
export const OLDEST_MUTATION_VERSION = 1;

/** Why a mutation was refused. Each has a sentence in the message catalogue. */
export type RejectionCode =
  | "claim_lost"
  | "not_found"
  | "not_allowed"
  | "customer_waits"
  | "already_sent"
  | "invalid"
  | "unknown_label"
  | "unknown_target"
  | "already_resolved"
  | "in_the_past"
  | "nothing_missed"
  | "may_not_approve"
  | "already_decided"
  | "guard_asks"
  | "at_capacity"
  | "unavailable"
  | "lacks_skill"
  | "lacks_language"
  | "no_bot"
  | "needs_update";

export type MutationResult =
  /** `seq`: the rows contain it from this place in the log on. */
  | { readonly id: MutationId; readonly st: "applied"; readonly seq?: number | undefined }
  /** Applied, but the message waits: the reason stands on the message's own row. */
  | { readonly id: MutationId; readonly st: "held"; readonly reason: string; readonly seq?: number | undefined }
  | {
      readonly id: MutationId;
      readonly st: "rejected";
      readonly code: RejectionCode;
      /** Who has it (`claim_lost`, `not_allowed`), or who cannot take it. */
      readonly by?: string | undefined;
      readonly reason?: string | undefined;
      /** [HO3] After a lost claim: the next conversation in the queue that this person may take. */
      readonly next?: string | undefined;
      /** [HO8] Who could take it instead. */
      readonly available?: readonly string[] | undefined;
    }
  | { readonly id: MutationId; readonly st: "gap"; readonly expected: MutationId };
