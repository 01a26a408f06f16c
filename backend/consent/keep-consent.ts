import type { ConsentEntry } from "../../shared/consent/entry.ts";
import type { ImportReason } from "../../shared/consent/import-rows.ts";
import { recordConsent, type ConsentRefusal, type RecordedConsent } from "../../shared/consent/record.ts";
import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import type { ContactId } from "../../shared/ids.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Instant } from "../../shared/time.ts";
import { recheckConsent } from "../outbound/recheck-consent.ts";
import type { WriteTx } from "../store/store.ts";
import { readConsentSettings } from "./consent-settings.ts";

export interface KeptConsent extends RecordedConsent {
  readonly line: ContactConsent;
}

/** [S1-12] [S2-15] A line that somebody wants in the ledger: taken, or refused with the reason. */
export function keepConsent(tx: WriteTx, contact: ContactId, entry: ConsentEntry, now: Instant): Result<KeptConsent, ConsentRefusal> {
  const recorded = recordConsent(tx.consents(contact), entry, readConsentSettings(tx).categories);
  return recorded.ok ? ok({ ...recorded.value, line: appendConsent(tx, contact, recorded.value.entry, now) }) : recorded;
}

/** Adds a line and audits it; a withdrawal is heard at once by what is queued (S2-11). */
export function appendConsent(
  tx: WriteTx,
  contactId: ContactId,
  entry: ConsentEntry & { readonly reason?: ImportReason | undefined },
  now: Instant,
): ContactConsent {
  const line: ContactConsent = { ...entry, id: `${contactId}:${tx.nextOrder()}`, contactId };
  tx.put("consent", line.id, line);
  tx.appendAudit({
    at: now,
    who: entry.by,
    action: `consent-${entry.state}`,
    target: contactId,
    data: JSON.stringify({ category: entry.category, source: entry.source, reason: entry.reason }),
  });
  if (entry.state === "withdrawn") recheckConsent(tx, contactId, now);
  return line;
}
