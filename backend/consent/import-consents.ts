import type { ConsentEntry } from "../../shared/consent/entry.ts";
import { importConsents, type ImportedConsent, type ImportedRow, type ImportReason } from "../../shared/consent/import-rows.ts";
import type { ContactId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import { ensureContact } from "../ingest/people.ts";
import type { WriteTx } from "../store/store.ts";
import { appendConsent } from "./keep-consent.ts";

/** What became of one row. `known`: the very line is there already, so a file may be imported twice. */
export type ImportOutcome =
  | { readonly line: number; readonly outcome: "recorded" | "known"; readonly contactId: ContactId }
  | { readonly line: number; readonly outcome: "unknown"; readonly contactId?: ContactId | undefined; readonly reason: ImportReason };

/** All digits, as long as phone numbers are anywhere. */
const PHONE = /^\d{7,15}$/;

/**
 * [S3-29] Rows of a table into the ledger. A contact that we do not have comes into being; a yes without proof lands as unknown with the
 * reason, which allows nothing.
 */
export function importIntoLedger(
  tx: WriteTx,
  rows: readonly ImportedRow[],
  { newId, now }: { readonly newId: () => string; readonly now: Instant },
): readonly ImportOutcome[] {
  return importConsents(rows, now).map((imported, index): ImportOutcome => {
    const contactId = imported.contact === undefined ? undefined : contactNamed(tx, imported.contact, { newId, now });
    if (contactId === undefined) return { line: imported.line, outcome: "unknown", reason: imported.kind === "unknown" ? imported.reason : "no-contact" };

    const entry = entryOf(imported, rows[index] ?? {}, now);
    const known = tx.consents(contactId).some((line) => isSame(line, entry));
    if (!known) appendConsent(tx, contactId, entry, now);
    if (imported.kind === "unknown") return { line: imported.line, outcome: "unknown", contactId, reason: imported.reason };
    return { line: imported.line, outcome: known ? "known" : "recorded", contactId };
  });
}

/** By our own id, or by phone. */
function contactNamed(tx: WriteTx, name: string, making: { readonly newId: () => string; readonly now: Instant }): ContactId | undefined {
  const known = tx.get("contact", name);
  if (known !== undefined) return known.id;
  const phone = name.replaceAll(/[\s().+-]/g, "");
  return PHONE.test(phone) ? ensureContact(tx, { phone }, making).id : undefined;
}

const entryOf = (imported: ImportedConsent, row: ImportedRow, now: Instant): ConsentEntry & { readonly reason?: ImportReason } =>
  imported.kind === "entry"
    ? imported.entry
    : { category: row.category?.trim() ?? "", state: "unknown", at: row.at ?? now, source: row.source?.trim() ?? "", by: "import", reason: imported.reason };

/** What came without a date has the time of its import, which is different each time. */
const isSame = (a: ConsentEntry & { readonly reason?: string | undefined }, b: ConsentEntry & { readonly reason?: string | undefined }): boolean =>
  a.by === "import" &&
  a.state === b.state &&
  a.category === b.category &&
  a.source === b.source &&
  a.evidence === b.evidence &&
  (a.at === b.at || b.state === "unknown") &&
  a.reason === b.reason;
