import type { AgentId } from "../../shared/ids.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { CHUNK_ROWS, kindOf, packRows, type PackedRows } from "./chunk-places.ts";
import type { ChunkKind } from "./replica-database.ts";

/** Up to a thousand rows of a snapshot, ready to be stored. */
export interface SnapshotChunk extends PackedRows {
  /** The messages among them that the reader has written: what became of them is looked at before they are stored. */
  readonly mine: readonly VersionedRow[];
}

export interface Chunker {
  /** `line`: the row as it came. Answers with a chunk that is full. */
  readonly add: (row: VersionedRow, line: string) => SnapshotChunk | undefined;
  /** What is left, a chunk of each kind. */
  readonly rest: () => readonly SnapshotChunk[];
}

interface Open {
  readonly rows: VersionedRow[];
  readonly lines: string[];
}

/** Sorts the rows of one snapshot into chunks, without a database and on any thread. */
export function createChunker(me?: AgentId): Chunker {
  const open = new Map<ChunkKind, Open>();
  const seen = new Set<string>();

  const close = (kind: ChunkKind): SnapshotChunk => {
    const { lines, rows } = open.get(kind) ?? { lines: [], rows: [] };
    open.delete(kind);
    // The lines as they came: to write them anew would take as long as to read them [PF7].
    return { ...packRows(kind, rows, `[${lines.join(",")}]`), mine: rows.filter((row) => isBy(me, row)) };
  };

  return {
    add: (row, line) => {
      if (row.del === true || isDouble(row, seen)) return undefined;
      const kind = kindOf(row.e);
      const into = open.get(kind) ?? { rows: [], lines: [] };
      into.rows.push(row);
      into.lines.push(line);
      open.set(kind, into);
      return into.rows.length < CHUNK_ROWS ? undefined : close(kind);
    },
    rest: () => Array.from(open.keys(), close),
  };
}

/** Rows that are here already, as a snapshot brings them; one chunk at a time, because all of them may be an inbox. */
export function* chunksOf(rows: Iterable<VersionedRow>): Generator<SnapshotChunk> {
  const chunker = createChunker();
  for (const row of rows) {
    const full = chunker.add(row, JSON.stringify(row));
    if (full !== undefined) yield full;
  }
  yield* chunker.rest();
}

/** A person with several conversations comes with each of them; in the chunks a row lies once. */
function isDouble({ e, id }: VersionedRow, seen: Set<string>): boolean {
  if (e !== "contact" && e !== "consent") return false;
  const isSeen = seen.has(id);
  seen.add(id);
  return isSeen;
}

const isBy = (me: AgentId | undefined, row: VersionedRow): boolean => me !== undefined && row.e === "message" && row.row?.author.id === me;
