import type { DatabaseSync } from "node:sqlite";
import { auditRow } from "../store/sqlite/read.ts";
import { auditHash } from "../store/sqlite/write.ts";

export type ChainVerdict =
  /** `head`: the hash of the newest row. Whoever keeps it elsewhere sees later that no rows were cut off at the end. */
  | { readonly kind: "whole"; readonly rows: number; readonly head: string }
  | { readonly kind: "broken"; readonly rows: number; readonly n: number; readonly reason: "missing" | "unlinked" | "changed" };

/** [H43] Reads the log from its beginning up to the first row that is not as it was written. */
export function verifyChain(database: DatabaseSync): ChainVerdict {
  let rows = 0;
  let head = "";
  for (const columns of database.prepare(`SELECT * FROM audit ORDER BY n`).iterate()) {
    const row = auditRow(columns as Parameters<typeof auditRow>[0]);
    // They are numbered without gaps, by the transaction that adds them.
    if (row.n !== rows + 1) return { kind: "broken", rows, n: rows + 1, reason: "missing" };
    if (row.previous !== head) return { kind: "broken", rows, n: row.n, reason: "unlinked" };
    if (row.hash !== auditHash(row)) return { kind: "broken", rows, n: row.n, reason: "changed" };
    rows += 1;
    head = row.hash;
  }
  return { kind: "whole", rows, head };
}
