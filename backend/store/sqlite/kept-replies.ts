import type { CannedReply } from "../../../shared/inbox/canned-reply.ts";
import type { RowTable } from "./rows.ts";

/** [S0-24] All canned replies in memory: they are gone through with every text that somebody sends. */
export function keptReplies(table: RowTable<"cannedReply">): RowTable<"cannedReply"> {
  let rows: Map<string, CannedReply> | undefined;
  return {
    read: table.read,
    all: () => [...(rows ??= new Map(table.all().map((row) => [row.id, row]))).values()],
    write: (id, v, row) => {
      table.write(id, v, row);
      const written = table.read(id)?.row;
      // A new one has its place among the others, by id.
      if (written !== undefined && rows?.has(id) === true) rows.set(id, written);
      else rows = undefined;
    },
    erase: (id, v) => {
      table.erase(id, v);
      rows?.delete(id);
    },
    rolledBack: () => {
      rows = undefined;
    },
  };
}
