import { z } from "zod";
import { parseJson } from "./parse-json.ts";

/** Lines and bytes that have come; `of` as soon as the first line has told how many rows there are. */
export interface ExportProgress {
  readonly lines: number;
  readonly of?: number | undefined;
  readonly bytes: number;
}

export type ExportOutcome =
  | { readonly kind: "done"; readonly file: Blob; readonly lines: number }
  /** `cut-off`: the end is missing, so the file is of no use. `busy`: somebody else is exporting. */
  | { readonly kind: "stopped" | "cut-off" | "busy" | "not-allowed" | "no-network" | "failed" };

export interface ExportCommands {
  /** [S0-28] Everything the server has. For admins. */
  readonly exportEverything: (wish: {
    readonly media: boolean;
    readonly onProgress: (progress: ExportProgress) => void;
    readonly signal: AbortSignal;
  }) => Promise<ExportOutcome>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
}

const LINE_FEED = 10;
/** The last line fits into it. */
const TAIL = 16_384;
const REFUSALS: Readonly<Record<number, "busy" | "not-allowed">> = { 403: "not-allowed", 429: "busy" };

const header = z.object({ type: z.literal("header"), counts: z.record(z.string(), z.number()) });
const end = z.object({ type: z.literal("end"), lines: z.number() });

export function createExportCommands({ request }: Deps): ExportCommands {
  return {
    exportEverything: async ({ media, onProgress, signal }) => {
      try {
        const response = await request(`/api/v1/export${media ? "?media=1" : ""}`, { signal });
        if (!response.ok || response.body === null) return { kind: REFUSALS[response.status] ?? "failed" };
        return await take(response.body, onProgress);
      } catch {
        return { kind: signal.aborted ? "stopped" : "no-network" };
      }
    },
  };
}

async function take(body: ReadableStream<Uint8Array>, onProgress: (progress: ExportProgress) => void): Promise<ExportOutcome> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const pieces: BlobPart[] = [];
  let first = "";
  let tail = "";
  let of: number | undefined;
  let lines = 0;
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value as Uint8Array<ArrayBuffer>);
    const text = decoder.decode(value, { stream: true });
    if (of === undefined) {
      first += text;
      of = rowsIn(first);
    }
    tail = (tail + text).slice(-TAIL);
    bytes += value.length;
    lines += count(value);
    onProgress({ lines, of, bytes });
  }
  const last = end.safeParse(parseJson(tail.trimEnd().slice(tail.trimEnd().lastIndexOf("\n") + 1)));
  // [S0-28] The server's end comes last, and says how many lines came before it.
  if (!last.success || last.data.lines !== lines - 1) return { kind: "cut-off" };
  return { kind: "done", file: new Blob(pieces, { type: "application/jsonl" }), lines };
}

/** With the header and the end; files are not in it, so it may become more. */
function rowsIn(text: string): number | undefined {
  const until = text.indexOf("\n");
  const read = until < 0 ? undefined : header.safeParse(parseJson(text.slice(0, until)));
  return read?.success === true ? Object.values(read.data.counts).reduce((sum, n) => sum + n, 2) : undefined;
}

function count(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}
