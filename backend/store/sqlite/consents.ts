import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import type { EvidenceKind } from "../../../shared/consent/sources.ts";
import type { ImportReason } from "../../../shared/consent/import-rows.ts";
import { toContactId } from "../../../shared/ids.ts";
import { toInstant } from "../../../shared/time.ts";
import { text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";
import type { RowTable } from "./rows.ts";

/** [H43] The ledger: lines are added, never rewritten. */
export function consents(db: Statements): RowTable<"consent"> {
  return {
    read: (id) => {
      const row = db.get(`SELECT * FROM consent WHERE id = ?`, id);
      return row === undefined ? undefined : { v: Number(row["v"]), row: consentRow(row) };
    },
    all: () => db.all(`SELECT * FROM consent ORDER BY n`).map(consentRow),
    write: (id, v, c) =>
      void db.run(
        `INSERT INTO consent (id, v, contact_id, category, state, at, source, evidence, evidence_kind, by, wording, business_name, notice_version, jurisdiction, reason)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        id,
        v,
        c.contactId,
        c.category,
        c.state,
        c.at,
        c.source,
        c.evidence ?? null,
        c.evidenceKind ?? null,
        c.by,
        c.wording ?? null,
        c.businessName ?? null,
        c.noticeVersion ?? null,
        c.jurisdiction ?? null,
        c.reason ?? null,
      ),
    erase: (id) => void db.run(`DELETE FROM consent WHERE id = ?`, id),
  };
}

export const consentRow = (row: Row): ContactConsent => ({
  id: String(row["id"]),
  contactId: toContactId(String(row["contact_id"])),
  category: String(row["category"]),
  state: String(row["state"]) as ContactConsent["state"],
  at: toInstant(Number(row["at"])),
  source: String(row["source"]),
  evidence: text(row["evidence"]),
  evidenceKind: text(row["evidence_kind"]) as EvidenceKind | undefined,
  by: String(row["by"]),
  wording: text(row["wording"]),
  businessName: text(row["business_name"]),
  noticeVersion: text(row["notice_version"]),
  jurisdiction: text(row["jurisdiction"]),
  reason: text(row["reason"]) as ImportReason | undefined,
});
