import type { SnapshotHead } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { parseRow, parseSnapshotHead } from "./wire.ts";

export interface SnapshotStream {
  readonly head: SnapshotHead;
  /** Fails where the stream ends before its last line. */
  readonly rows: AsyncIterable<VersionedRow>;
}

/** Reads NDJSON as it comes: a head, rows, `{ "end": count }`. Without the last line it is not a snapshot. */
export async function readSnapshot(body: ReadableStream<Uint8Array>): Promise<SnapshotStream> {
  const lines = readLines(body);
  const first = await lines.next();
  if (first.done === true) throw new Error("The snapshot is empty.");
  return { head: parseSnapshotHead(JSON.parse(first.value)), rows: readRows(lines) };
}

async function* readRows(lines: AsyncIterable<string>): AsyncGenerator<VersionedRow> {
  let count = 0;
  for await (const line of lines) {
    const parsed: unknown = JSON.parse(line);
    if (isEnd(parsed)) {
      if (parsed.end !== count) throw new Error(`The snapshot has ${count} rows and should have ${parsed.end}.`);
      return;
    }
    count++;
    const row = parseRow(parsed);
    if (row !== undefined) yield row;
  }
  throw new Error("The snapshot broke off.");
}

const isEnd = (line: unknown): line is { readonly end: number } => typeof line === "object" && line !== null && "end" in line && typeof line.end === "number";

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      yield* lines.filter((line) => line !== "");
      if (done) {
        if (rest !== "") yield rest;
        return;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
