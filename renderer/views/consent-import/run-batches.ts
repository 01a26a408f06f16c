import { cellsOf, type ColumnMapping, type ImportCells } from "../../../shared/consent/import-columns.ts";
import type { DateOrder } from "../../../shared/consent/import-dates.ts";
import type { DelimitedRecord } from "../../../shared/consent/delimited.ts";
import type { ImportReason } from "../../../shared/consent/import-rows.ts";
import type { ConsentImportCommands, ImportAnswer } from "../../commands/consent-import.ts";
import { breathe } from "./read-table.ts";

/** A line that is not what somebody hoped. */
export interface Trouble {
  readonly line: number;
  readonly contact: string;
  readonly reason: ImportReason;
  readonly cells: readonly string[];
}

export interface Counts {
  readonly granted: number;
  readonly withdrawn: number;
  readonly known: number;
  /** Landed as unknown: the contact is there, and may not be written to unasked. */
  readonly unknown: number;
  /** Nobody to whom it could belong. */
  readonly nobody: number;
}

export interface Progress {
  /** Records that are done. */
  readonly done: number;
  readonly counts: Counts;
  readonly troubles: readonly Trouble[];
}

export const NOTHING_DONE: Progress = { done: 0, counts: { granted: 0, withdrawn: 0, known: 0, unknown: 0, nobody: 0 }, troubles: [] };

/** Each is one transaction of the server, short enough that nobody waits for it. */
const ROWS = 200;
const CHARACTERS = 1_000_000;

interface Run {
  readonly records: readonly DelimitedRecord[];
  readonly mapping: ColumnMapping;
  readonly order: DateOrder;
  readonly dryRun: boolean;
  readonly importConsents: ConsentImportCommands["importConsents"];
  readonly onProgress: (progress: Progress) => void;
  readonly isCancelled: () => boolean;
}

export type RunEnd = { readonly kind: "done" } | { readonly kind: "cancelled" } | Exclude<ImportAnswer, { readonly kind: "done" }>;

/** Sends what is left after `from`, some at a time. What was sent twice is recorded once, so a run that broke off goes on where it was. */
export async function runBatches(run: Run, from: Progress): Promise<RunEnd> {
  let progress = from;
  while (progress.done < run.records.length) {
    if (run.isCancelled()) return { kind: "cancelled" };
    const batch = batchAt(run, progress.done);
    const answer = await run.importConsents(batch, { dryRun: run.dryRun });
    if (answer.kind !== "done") return answer;
    progress = added(progress, answer, run, batch);
    run.onProgress(progress);
    await breathe();
  }
  return { kind: "done" };
}

function batchAt({ mapping, order, records }: Run, start: number): readonly ImportCells[] {
  const batch: ImportCells[] = [];
  let characters = 0;
  for (let at = start; at < records.length && batch.length < ROWS && characters < CHARACTERS; at += 1) {
    const cells = cellsOf(records[at]?.cells ?? [], mapping, order);
    batch.push(cells);
    characters += Object.values(cells).reduce((sum, cell) => sum + cell.length, 0);
  }
  return batch;
}

function added(before: Progress, answer: Extract<ImportAnswer, { readonly kind: "done" }>, { records }: Run, batch: readonly ImportCells[]): Progress {
  const counts = { ...before.counts };
  const troubles: Trouble[] = [];
  for (const { line, outcome, reason, state } of answer.lines) {
    if (outcome === "known") counts.known += 1;
    else if (outcome === "recorded") counts[state === "withdrawn" ? "withdrawn" : "granted"] += 1;
    else {
      const contact = batch[line - 1]?.contact ?? "";
      counts[reason === "no-contact" ? "nobody" : "unknown"] += 1;
      const record = records[before.done + line - 1];
      troubles.push({ line: record?.line ?? 0, contact, reason: reason ?? "no-contact", cells: record?.cells ?? [] });
    }
  }
  return { done: before.done + batch.length, counts, troubles: [...before.troubles, ...troubles] };
}
