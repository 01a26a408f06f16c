import type { AgentId } from "../../shared/ids.ts";
import type { SnapshotHead } from "../../shared/sync/protocol.ts";
import { createChunker, type SnapshotChunk } from "../replica/snapshot-chunks.ts";
import { parseRow, parseSnapshotHead } from "./wire.ts";

export interface SnapshotStream {
  readonly head: SnapshotHead;
  /** Fails where the stream ends before its last line. */
  readonly chunks: AsyncIterable<SnapshotChunk>;
}

/** The bytes of the answer, in pieces of any size. */
export type SnapshotBytes = AsyncIterable<Uint8Array>;

/** Reads NDJSON as it comes: a head, rows, `{ "end": count }`. Without the last line it is not a snapshot. `me`: who reads it. */
export async function readSnapshot(bytes: SnapshotBytes, me?: AgentId): Promise<SnapshotStream> {
  const lines = readLines(bytes);
  const first = await lines.next();
  if (first.done === true) throw new Error("The snapshot is empty.");
  return { head: parseSnapshotHead(JSON.parse(first.value)), chunks: readChunks(lines, me) };
}

async function* readChunks(lines: AsyncIterable<string>, me: AgentId | undefined): AsyncGenerator<SnapshotChunk> {
  const chunker = createChunker(me);
  let count = 0;
  for await (const line of lines) {
    const parsed: unknown = JSON.parse(line);
    if (isEnd(parsed)) {
      if (parsed.end !== count) throw new Error(`The snapshot has ${count} rows and should have ${parsed.end}.`);
      return yield* chunker.rest();
    }
    count++;
    const row = parseRow(parsed);
    const full = row === undefined ? undefined : chunker.add(row, line);
    if (full !== undefined) yield full;
  }
  throw new Error("The snapshot broke off.");
}

const isEnd = (line: unknown): line is { readonly end: number } => typeof line === "object" && line !== null && "end" in line && typeof line.end === "number";

async function* readLines(bytes: SnapshotBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/** What `for await` over a stream does, which not every browser can. */
export async function* piecesOf<Piece>(stream: ReadableStream<Piece>): AsyncGenerator<Piece> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
