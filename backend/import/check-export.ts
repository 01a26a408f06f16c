import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readLines } from "../cli/json-lines.ts";
import { exportEnd, exportHeader, exportRow, FORMAT, type ExportEnd, type ExportHeader, type ExportRow } from "../export/export-format.ts";
import { AFTER_CONTACTS, BEFORE_CONTACTS } from "../export/tables.ts";

/** What is wrong with a file; without a line it is about the file as a whole. */
export interface FileFault {
  readonly line?: number | undefined;
  readonly reason: string;
}

export type CheckedExport =
  | { readonly kind: "whole"; readonly header: ExportHeader; readonly end: ExportEnd }
  | { readonly kind: "faulty"; readonly faults: readonly FileFault[] };

/** Of a file that is not what it should be, every line is wrong. */
const MOST_FAULTS = 20;
const TYPES = new Set([...BEFORE_CONTACTS.map(({ type }) => type), "contact", ...AFTER_CONTACTS.map(({ type }) => type), "media"]);

/** [S0-28] Reads the file through before anything is written: what it is, every line of it, its counts, its SHA-256. */
export async function checkExport(path: string): Promise<CheckedExport> {
  const faults: FileFault[] = [];
  const hash = createHash("sha256");
  const counts: Record<string, number> = {};
  let header: ExportHeader | undefined;
  let end: ExportEnd | undefined;
  let lines = 0;

  for await (const some of readLines(createReadStream(path))) {
    for (const { number, text } of some) {
      if (faults.length >= MOST_FAULTS) return { kind: "faulty", faults };
      if (end !== undefined) {
        faults.push({ line: number, reason: "behind the last line" });
        continue;
      }
      const value = text === undefined ? undefined : parse(text);
      if (value === undefined) {
        faults.push({ line: number, reason: text === undefined ? "too long" : "not JSON" });
        continue;
      }
      if (number === 1) {
        const read = exportHeader.safeParse(value);
        if (!read.success) return { kind: "faulty", faults: [{ line: 1, reason: notAHeader(value) }] };
        header = read.data;
      } else if (isEnd(value)) {
        const read = exportEnd.safeParse(value);
        if (read.success) end = read.data;
        else faults.push({ line: number, reason: "not the last line of an export" });
        continue;
      } else {
        const read = exportRow.safeParse(value);
        if (!read.success) faults.push({ line: number, reason: "not a type with a row" });
        else if (!TYPES.has(read.data.type)) faults.push({ line: number, reason: `there is no type ${JSON.stringify(read.data.type)} here` });
        else counts[read.data.type] = (counts[read.data.type] ?? 0) + 1;
      }
      hash.update(`${text}\n`);
      lines += 1;
    }
  }
  if (header === undefined) return { kind: "faulty", faults: [{ reason: "The file is empty." }] };
  if (faults.length > 0) return { kind: "faulty", faults };
  if (end === undefined) return { kind: "faulty", faults: [{ reason: "The file ends too early: its last line is missing." }] };
  const miscounted = Object.keys({ ...counts, ...end.counts }).filter((type) => counts[type] !== end.counts[type]);
  if (end.lines !== lines || miscounted.length > 0)
    return { kind: "faulty", faults: [{ reason: `The file has ${lines} lines before the last one, which speaks of ${end.lines}.` }] };
  if (end.sha256 !== hash.digest("hex")) return { kind: "faulty", faults: [{ reason: "The file was changed after it was written: its SHA-256 is another." }] };
  return { kind: "whole", header, end };
}

/** The rows of a file that was found whole, with their line numbers. */
export async function* exportedRows(path: string): AsyncGenerator<ExportRow & { readonly line: number }> {
  for await (const some of readLines(createReadStream(path))) {
    for (const { number, text } of some) {
      const value = number === 1 || text === undefined ? undefined : parse(text);
      if (value !== undefined && !isEnd(value)) yield { ...exportRow.parse(value), line: number };
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isEnd = (value: unknown): boolean => typeof value === "object" && value !== null && "type" in value && value.type === "end";

const notAHeader = (value: unknown): string =>
  typeof value === "object" && value !== null && "format" in value && value.format === FORMAT
    ? "this export has a form that this version cannot read"
    : "not an export of Greenline";
