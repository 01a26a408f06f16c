import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import type { ConsentEntry } from "../../shared/consent/entry.ts";
import { importConsents, type ImportedConsent, type ImportedRow, type ImportReason } from "../../shared/consent/import-rows.ts";
import type { ContactId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import { ensureContact } from "../ingest/people.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { readConsentSettings } from "./consent-settings.ts";
import { appendConsent } from "./keep-consent.ts";

/** What becomes of one row. `known`: the very line is there already, so a file may be imported twice. */
export interface ImportOutcome {
  readonly line: number;
  readonly outcome: "recorded" | "known" | "unknown";
  readonly state?: ConsentEntry["state"] | undefined;
  readonly contactId?: ContactId | undefined;
  /** Of what landed as unknown. */
  readonly reason?: ImportReason | undefined;
}

interface PlannedRow extends ImportOutcome {
  /** Nothing where there is nothing new. */
  readonly entry?: LedgerEntry | undefined;
  /** Whoever is not here yet. */
  readonly phone?: string | undefined;
}

type LedgerEntry = ConsentEntry & { readonly reason?: ImportReason | undefined };

/** All digits, as long as phone numbers are anywhere. */
const PHONE = /^\d{7,15}$/;

/** [S3-29] What rows of a table would do to the ledger, row by row; nothing is written. */
export function planImport(tx: ReadTx, rows: readonly ImportedRow[], now: Instant): readonly PlannedRow[] {
  /** The same row may stand twice in one file. */
  const planned = new Map<string, LedgerEntry[]>();
  return importConsents(rows, now, readConsentSettings(tx).categories).map((imported, index): PlannedRow => {
    const { line } = imported;
    const whom = imported.contact === undefined ? undefined : personNamed(tx, imported.contact);
    if (whom === undefined) return { line, outcome: "unknown", reason: "no-contact" };

    const row = rows[index] ?? {};
    const entry = entryOf(imported, row, now);
    const ours = planned.get(whom.contactId ?? whom.phone) ?? [];
    const lines: readonly (ContactConsent | LedgerEntry)[] = whom.contactId === undefined ? ours : [...tx.consents(whom.contactId), ...ours];
    const known = lines.some((one) => isSame(one, entry, row.at !== undefined));
    planned.set(whom.contactId ?? whom.phone, [...ours, entry]);
    const what = { line, ...whom, entry: known ? undefined : entry };
    if (imported.kind === "unknown") return { ...what, outcome: "unknown", reason: imported.reason };
    return { ...what, outcome: known ? "known" : "recorded", state: entry.state };
  });
}

/** [S3-29] Does it. A contact that we do not have comes into being; a yes without proof lands as unknown with the reason, which allows nothing. */
export const applyImport = (
  tx: WriteTx,
  plan: readonly PlannedRow[],
  { newId, now }: { readonly newId: () => string; readonly now: Instant },
): readonly ImportOutcome[] =>
  plan.map(({ entry, phone, ...outcome }): ImportOutcome => {
    const contactId = outcome.contactId ?? (phone === undefined ? undefined : ensureContact(tx, { phone }, { newId, now }).id);
    if (contactId !== undefined && entry !== undefined) appendConsent(tx, contactId, entry, now);
    return { ...outcome, contactId };
  });

type Person = { readonly contactId: ContactId; readonly phone?: undefined } | { readonly contactId?: undefined; readonly phone: string };

/** By our own id, or by phone. */
function personNamed(tx: ReadTx, name: string): Person | undefined {
  const known = tx.get("contact", name);
  if (known !== undefined) return { contactId: known.id };
  const phone = name.replaceAll(/[\s().+-]/g, "");
  if (!PHONE.test(phone)) return undefined;
  const contactId = tx.contactByIdentity("phone", phone);
  return contactId === undefined ? { phone } : { contactId };
}

const entryOf = (imported: ImportedConsent, row: ImportedRow, now: Instant): LedgerEntry =>
  imported.kind === "entry"
    ? imported.entry
    : { category: row.category?.trim() ?? "", state: "unknown", at: row.at ?? now, source: row.source?.trim() ?? "", by: "import", reason: imported.reason };

/** What came without a date has the time of its import, which is different each time. */
const isSame = (a: LedgerEntry, b: LedgerEntry, isDated: boolean): boolean =>
  a.by === "import" &&
  a.state === b.state &&
  a.category === b.category &&
  a.source === b.source &&
  a.evidence === b.evidence &&
  (a.at === b.at || !isDated || b.state === "unknown") &&
  a.reason === b.reason;
