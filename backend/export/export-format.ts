import { z } from "zod";
import { epochEndSchema } from "../../shared/sync/lineage.ts";

export const FORMAT = "greenline-export";
export const FORMAT_VERSION = 1;

const counts = z.record(z.string(), z.int().min(0));

/** The first line. */
export const exportHeader = z.object({
  type: z.literal("header"),
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  greenline: z.string(),
  schema: z.int(),
  /** What the tables were made by: an import makes them the same way, and then brings them up to date. */
  migrations: z.array(z.string()),
  epoch: z.string(),
  /** The earlier lives of this database. */
  lineage: z.array(epochEndSchema),
  /** Where its log stood: desks of this life have nothing newer that is not in the file. */
  head: z.int().min(0),
  exportedAt: z.string(),
  /** Equal where the master key is. */
  vault: z.string(),
  /** Whether the files of messages are in it. */
  media: z.boolean(),
  /** Rows by type, files left aside; for progress. */
  counts,
});
export type ExportHeader = z.infer<typeof exportHeader>;

/** The last line: how many came before it, and the SHA-256 of them with their line feeds. */
export const exportEnd = z.object({ type: z.literal("end"), lines: z.int(), counts, sha256: z.string() });
export type ExportEnd = z.infer<typeof exportEnd>;

const cell = z.union([z.string(), z.number(), z.null()]);

/** Every other line. Columns of JSON hold what was in them. */
export const exportRow = z.object({ type: z.string(), row: z.record(z.string(), z.unknown()) });
export type ExportRow = z.infer<typeof exportRow>;

/** As a column holds it: JSON as text. */
export function cellOf(value: unknown, isJson: boolean): string | number | null {
  if (isJson && value !== null) return JSON.stringify(value);
  return cell.parse(value);
}
