import type { Instant } from "../time.ts";
import { categoryNamed, DEFAULT_CATEGORIES, type ConsentCategory } from "./categories.ts";
import { isEvidenced, type ConsentEntry } from "./entry.ts";
import { sourceNamed } from "./sources.ts";

/** One line of an imported table as it stands there; empty and missing are the same. Whoever has a clock has read the time. */
export interface ImportedRow {
  readonly contact?: string | undefined;
  readonly category?: string | undefined;
  readonly state?: string | undefined;
  readonly at?: Instant | undefined;
  readonly source?: string | undefined;
  readonly evidence?: string | undefined;
  readonly wording?: string | undefined;
  readonly businessName?: string | undefined;
  readonly noticeVersion?: string | undefined;
  readonly jurisdiction?: string | undefined;
}

export type ImportReason =
  | "no-contact"
  | "no-category"
  | "unknown-category"
  | "no-state"
  | "no-date"
  | "in-the-future"
  | "no-source"
  | "unknown-source"
  | "no-evidence"
  | "no-jurisdiction";

export type ImportedConsent =
  | { readonly kind: "entry"; readonly line: number; readonly contact: string; readonly entry: ConsentEntry }
  /** [S3-29] The contact is there, and may not be written to unasked. */
  | { readonly kind: "unknown"; readonly line: number; readonly contact?: string | undefined; readonly reason: ImportReason };

const STATES: ReadonlyMap<string, "granted" | "withdrawn"> = new Map([
  ...["granted", "yes", "true", "1", "opt-in", "optin", "opted-in", "subscribed", "si", "sí", "sì", "sim"].map((word) => [word, "granted"] as const),
  ...["withdrawn", "no", "false", "0", "opt-out", "optout", "opted-out", "unsubscribed", "não", "nao"].map((word) => [word, "withdrawn"] as const),
]);

/**
 * [S3-29] [S2-6] [S2-7] A table's rows as lines of the ledger, numbered from 1. A yes without proof is not a no and not a yes: it lands as
 * unknown with the reason, to be reviewed. A no is always taken.
 */
export const importConsents = (
  rows: readonly ImportedRow[],
  now: Instant,
  categories: readonly ConsentCategory[] = DEFAULT_CATEGORIES,
): readonly ImportedConsent[] => rows.map((row, index) => imported(row, index + 1, now, categories));

function imported(row: ImportedRow, line: number, now: Instant, categories: readonly ConsentCategory[]): ImportedConsent {
  const contact = filled(row.contact);
  const unknown = (reason: ImportReason): ImportedConsent => ({ kind: "unknown", line, contact, reason });
  if (contact === undefined) return unknown("no-contact");

  const state = STATES.get(filled(row.state)?.toLowerCase() ?? "");
  if (state === undefined) return unknown("no-state");
  const category = categoryNamed(row.category ?? "", categories);
  if (state === "withdrawn") {
    const entry: ConsentEntry = {
      category: category?.key ?? "everything",
      state,
      at: row.at ?? now,
      source: sourceNamed(row.source ?? "")?.key ?? "other",
      evidence: filled(row.evidence),
      by: "import",
    };
    return { kind: "entry", line, contact, entry };
  }

  if (filled(row.category) === undefined) return unknown("no-category");
  if (category === undefined) return unknown("unknown-category");
  if (row.at === undefined) return unknown("no-date");
  if (row.at > now) return unknown("in-the-future");
  if (filled(row.source) === undefined) return unknown("no-source");
  const source = sourceNamed(row.source ?? "");
  if (source === undefined || source.review === true) return unknown("unknown-source");
  if (filled(row.jurisdiction) === undefined) return unknown("no-jurisdiction");

  const entry: ConsentEntry = {
    category: category.key,
    state,
    at: row.at,
    source: source.key,
    evidence: filled(row.evidence),
    evidenceKind: source.evidence[0],
    by: "import",
    wording: filled(row.wording),
    businessName: filled(row.businessName),
    noticeVersion: filled(row.noticeVersion),
    jurisdiction: filled(row.jurisdiction),
  };
  return isEvidenced(entry) ? { kind: "entry", line, contact, entry } : unknown("no-evidence");
}

const filled = (text: string | undefined): string | undefined => (text === undefined || text.trim() === "" ? undefined : text.trim());
