import { ownerAfter, type ThreadSign } from "../../shared/handoffs/thread-owner.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Projection } from "../ingest/projection.ts";

/** Keeps who owns a shared thread in line with what was told. True where this sign changed or confirmed it, false where a newer or weightier one stands. */
export function hearRouting({ tx }: Pick<Projection, "tx">, id: ConversationId, sign: ThreadSign): boolean {
  const known = tx.threadOwner(id);
  // A number that nobody shares has no rows here.
  if (known === undefined && sign.kind === "message") return true;
  const owner = ownerAfter(known, sign);
  if (owner === known) return false;
  tx.putThreadOwner(id, owner);
  return true;
}
