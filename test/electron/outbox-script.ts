import type { Outbox } from "../../renderer/replica/outbox.ts";
import { toConversationId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { toInstant } from "../../shared/time.ts";

export const NOON = toInstant(1_790_000_000_000);
export const conversation = (n: number) => toConversationId(`c${n}`);
export const reopen = (n: number): Mutation => ({ kind: "reopen", conversationId: conversation(n) });
export const aSend = (n: number, text = `Message ${n} 🧵`): Mutation => ({
  kind: "send",
  conversationId: conversation(n),
  clientId: `x${n}`,
  text,
  composedAt: NOON,
});
export const aDraft = (n: number, text = `Draft ${n}`) => ({ conversationId: conversation(n), mode: "reply", text, updatedAt: NOON }) as const;

/** A day at a desk, one durable change at a time. Long drafts make garbage, so that the journal is tidied on the way. */
export const SCRIPT: readonly ((outbox: Outbox) => Promise<unknown>)[] = [
  (outbox) => outbox.saveDraft(aDraft(1)),
  (outbox) => outbox.append(aSend(1), NOON, conversation(1)),
  (outbox) => outbox.append(reopen(2), NOON),
  (outbox) => outbox.saveDraft(aDraft(2, "long ".repeat(300))),
  (outbox) => outbox.append(aSend(3), NOON),
  (outbox) => outbox.remove([1]),
  (outbox) => outbox.setPushedTo(2),
  (outbox) => outbox.saveDraft(aDraft(2, "longer ".repeat(300))),
  (outbox) => outbox.renumber(8, (id) => id > 2),
  (outbox) => outbox.skipTo(20),
  (outbox) => outbox.append(aSend(4), NOON, conversation(2)),
  (outbox) => outbox.saveDraft(aDraft(3)),
  (outbox) => outbox.dropDraft(conversation(3)),
  (outbox) => outbox.saveDraft(aDraft(4, "longest ".repeat(300))),
  (outbox) => outbox.append(reopen(5), NOON),
];

/** Everything that an outbox holds, to be compared. */
export async function allOf(outbox: Outbox) {
  return {
    pending: await outbox.pending(),
    drafts: (await outbox.drafts()).toSorted((a, b) => a.conversationId.localeCompare(b.conversationId)),
    returned: await outbox.returned(),
    pushedTo: await outbox.pushedTo(),
  };
}
