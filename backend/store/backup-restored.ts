import type { Instant } from "../../shared/time.ts";
import { beginEpoch } from "../sync/lineage.ts";
import { holdRestored } from "./hold-restored.ts";
import type { WriteTx } from "./store.ts";

/** Makes a copy from a backup ready to be used: a new epoch, by which desks see that it is not the database that they knew, and what may have left held. */
export function beginRestored(tx: WriteTx, epoch: string, now: Instant): { readonly held: number } {
  beginEpoch(tx, epoch, now);
  const held = holdRestored(tx, now);
  tx.appendAudit({ at: now, who: "system", action: "restore", target: epoch, data: JSON.stringify({ held }) });
  return { held };
}
