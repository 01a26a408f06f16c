import { toConversationId, type ConversationId } from "../../shared/ids.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

/** How far the open conversations have been dated anew after a save of policies or calendars. In the store, so that a crash forgets nothing. */
const KEY = "sla-redating";

/** In the transaction that saves: whatever was under way begins anew, with the newest settings. */
export const askForRedating = (tx: WriteTx): void => tx.setMeta(KEY, "after ");

/** The last conversation that is done, empty at the beginning; undefined where there is nothing to do. */
export function redatedUpTo(tx: ReadTx): ConversationId | undefined {
  const mark = tx.meta(KEY);
  return mark?.startsWith("after ") === true ? toConversationId(mark.slice("after ".length)) : undefined;
}

export const markRedated = (tx: WriteTx, upTo: ConversationId): void => tx.setMeta(KEY, `after ${upTo}`);
export const endRedating = (tx: WriteTx): void => tx.setMeta(KEY, "done");
