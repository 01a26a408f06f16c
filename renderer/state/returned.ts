import type { HeldReason, Message } from "../../shared/inbox/message.ts";
import { conversationOfMutation } from "../../shared/sync/decide.ts";
import type { Mutation, MutationResult } from "../../shared/sync/mutations.ts";
import type { Instant } from "../../shared/time.ts";
import type { StoredReturned } from "../replica/outbox.ts";

/** What came back and has not been dealt with [I12]. */
export type Returned = StoredReturned;

/** What names a wish whatever its number: numbers are given anew. */
export function wishKey(mutation: Mutation, madeAt: Instant): string {
  if (mutation.kind === "send") return `send ${mutation.clientId}`;
  if (mutation.kind === "note") return `note ${mutation.noteId}`;
  return `${mutation.kind} ${mutation.conversationId} ${madeAt}`;
}

/** What looking at something wishes by itself: nobody thinks of it as a thing that they did. */
export const isAside = ({ kind }: Mutation): boolean => kind === "read" || kind === "seen";

/** [HO8] What was said to the next one is a note, and stays one. */
export function wordsIn(mutation: Mutation): string | undefined {
  if (mutation.kind === "send" || mutation.kind === "note") return mutation.text;
  return mutation.kind === "assign" || mutation.kind === "return-to-bot" || mutation.kind === "send-back" ? mutation.note : undefined;
}

/** Into which of both fields the words belong. */
export const modeOf = ({ kind }: Mutation): "reply" | "note" => (kind === "send" ? "reply" : "note");

export const refusedWish = (
  { madeAt, mutation }: Pick<Returned, "madeAt" | "mutation">,
  { available, by, code }: Extract<MutationResult, { readonly st: "rejected" }>,
  returnedAt: Instant,
): Returned => ({
  id: wishKey(mutation, madeAt),
  conversationId: conversationOfMutation(mutation),
  mutation,
  madeAt,
  returnedAt,
  why: { kind: "refused", code, ...(by === undefined ? {} : { by }), ...(available === undefined ? {} : { available }) },
});

/** What waits by its author's own wish, or for somebody else, is no conflict. */
const WAITS: ReadonlySet<HeldReason> = new Set(["scheduled", "awaiting_approval", "undelivered_before"]);

/** A message that is held and needs its author; undefined where it does not, or has gone on meanwhile. */
export function heldMessage({ at, author, content, conversationId, held, id, state }: Message, me: string, returnedAt: Instant): Returned | undefined {
  if (author.id !== me || state !== "held" || held === undefined || WAITS.has(held.reason)) return undefined;
  const what =
    content.type === "text"
      ? { text: content.body }
      : content.type === "template"
        ? { template: { name: content.name, language: content.language, variables: { ...content.variables } } }
        : undefined;
  if (what === undefined) return undefined;
  return {
    id: `send ${id}`,
    conversationId,
    mutation: { kind: "send", conversationId, clientId: id, composedAt: at, ...what },
    madeAt: at,
    returnedAt,
    why: { kind: "held", reason: held.reason },
  };
}
