import type { ConsentRow, WriteTx } from "../store/store.ts";

/** Appends to the ledger; the newest row of a category counts. Every change is audited. */
export function recordConsent(tx: WriteTx, consent: ConsentRow): void {
  tx.appendConsent(consent);
  tx.appendAudit({
    at: consent.at,
    who: consent.by,
    action: `consent-${consent.state}`,
    target: consent.contactId,
    data: JSON.stringify({ category: consent.category, source: consent.source }),
  });
}
