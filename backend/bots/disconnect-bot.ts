import type { AgentId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import { toPeople } from "./to-people.ts";

/** [HO6] Without an address it hears of nothing any more: what it has goes to people. */
export function disconnectBot(tx: WriteTx, bot: AgentId, now: Instant): void {
  if (tx.bot(bot) === undefined) return;
  tx.removeBot(bot);
  for (const id of tx.botOwned(bot)) toPeople(tx, id, "bot_gone", now);
}
