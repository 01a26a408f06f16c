import { readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

/** A piece of a file; the pieces of one file follow each other. */
export interface ExportedMedia {
  readonly mediaId: string;
  readonly piece: number;
  readonly pieces: number;
  /** Of the file as it lies: its type, a zero byte, its bytes. */
  readonly base64: string;
}

const PIECE = 3 * 1024 * 1024;

/** The files of messages that the server keeps; what was never fetched stays a reference in its message. */
export function* mediaRows(database: DatabaseSync, pathOf: (mediaId: string) => string): Generator<ExportedMedia> {
  const named = database.prepare(
    `SELECT DISTINCT json_extract(body, '$.content.mediaId') AS id FROM message WHERE json_extract(body, '$.content.mediaId') IS NOT NULL ORDER BY id`,
  );
  for (const { id } of named.iterate()) {
    const mediaId = String(id);
    const bytes = read(pathOf(mediaId));
    if (bytes === undefined) continue;
    const pieces = Math.max(1, Math.ceil(bytes.length / PIECE));
    for (let piece = 0; piece < pieces; piece += 1)
      yield { mediaId, piece: piece + 1, pieces, base64: bytes.subarray(piece * PIECE, (piece + 1) * PIECE).toString("base64") };
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
