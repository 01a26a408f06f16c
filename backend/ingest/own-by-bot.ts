import type { ConversationId, MessageId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import type { Projection } from "./projection.ts";

/** A bot owns it: the one of another app, or the number's own. It answers, and no clock of ours runs until it hands over (S2). */
export function ownByBot({ tx, touched }: Projection, id: ConversationId, at: Instant, because?: MessageId): void {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined || conversation.state === "bot") return;
  tx.put("conversation", id, { ...conversation, state: "bot", assigneeId: undefined, claimEpoch: conversation.claimEpoch + 1, handoff: undefined });
  tx.appendEvent(id, `bot:${id}:${at}`, { type: "transfer", at, to: "bot", ...(because === undefined ? {} : { id: because }) });
  touched.add(id);
}
