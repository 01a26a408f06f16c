import type { AutoReason } from "../../shared/handoffs/auto-handoff.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import { refreshClocks } from "../sla/clocks.ts";
import type { WriteTx } from "../store/store.ts";
import { handOver } from "./hand-over.ts";

/** [HO10] Only what the bot still has. */
export function toPeople(tx: WriteTx, id: ConversationId, reason: AutoReason, now: Instant): void {
  const conversation = tx.get("conversation", id);
  if (conversation?.state !== "bot") return tx.dropDeliveries(id);
  const touched = new Set<ConversationId>();
  handOver({ tx, touched }, id, { reason }, now);
  for (const one of touched) refreshClocks(tx, one, now);
}
