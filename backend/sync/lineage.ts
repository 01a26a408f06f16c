import { z } from "zod";
import { epochEndSchema, LONGEST_LINEAGE, type EpochEnd } from "../../shared/sync/lineage.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const LINEAGE = "lineage";
const RESTORED_AT = "restored-at";

/** The earlier lives of this database, oldest first. */
export function readLineage(tx: ReadTx): readonly EpochEnd[] {
  const kept = tx.meta(LINEAGE);
  return kept === undefined ? [] : z.array(epochEndSchema).parse(JSON.parse(kept));
}

/** When this database was last restored from a backup: what happened before may have happened further than it knows. */
export function restoredAt(tx: ReadTx): Instant | undefined {
  const kept = tx.meta(RESTORED_AT);
  return kept === undefined ? undefined : toInstant(Number(kept));
}

/** Ends this life of the database where it stands now, and begins another. The store has to be opened anew to know of it. */
export function beginEpoch(tx: WriteTx, epoch: string, now: Instant): void {
  const before = tx.meta("epoch");
  const ended = before === undefined ? [] : [{ epoch: before, until: tx.head() }];
  tx.setMeta(LINEAGE, JSON.stringify([...readLineage(tx), ...ended].slice(-LONGEST_LINEAGE)));
  tx.setMeta(RESTORED_AT, String(now));
  tx.setMeta("epoch", epoch);
}
