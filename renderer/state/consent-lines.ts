import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import type { ContactId } from "../../shared/ids.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";

/** The ledgers of all contacts. The map is changed in place, because there are many; a ledger without news keeps its array. */
interface ConsentLines {
  readonly byContact: ReadonlyMap<ContactId, readonly ContactConsent[]>;
  /** False: none of these was about consent. */
  readonly place: (rows: readonly VersionedRow[]) => boolean;
}

export function createConsentLines(): ConsentLines {
  const byContact = new Map<ContactId, readonly ContactConsent[]>();
  /** A tombstone does not say whose line it was. */
  const contactOf = new Map<string, ContactId>();

  const drop = (id: string): void => {
    const contact = contactOf.get(id);
    if (contact === undefined) return;
    contactOf.delete(id);
    const rest = (byContact.get(contact) ?? []).filter((line) => line.id !== id);
    if (rest.length > 0) byContact.set(contact, rest);
    else byContact.delete(contact);
  };

  return {
    byContact,
    place: (rows) => {
      let isNews = false;
      for (const row of rows) {
        if (row.e !== "consent") continue;
        isNews = true;
        drop(row.id);
        if (row.row === undefined) continue;
        const { contactId } = row.row;
        contactOf.set(row.id, contactId);
        byContact.set(contactId, [...(byContact.get(contactId) ?? []), row.row]);
      }
      return isNews;
    },
  };
}

const NOTHING_RECORDED: readonly ContactConsent[] = [];

/** The ledger of one contact, any order; the same object until there is news. Undefined until the ledgers have been read. */
export const consentsOf = (
  consents: ReadonlyMap<ContactId, readonly ContactConsent[]> | undefined,
  contact: ContactId,
): readonly ContactConsent[] | undefined => (consents === undefined ? undefined : (consents.get(contact) ?? NOTHING_RECORDED));
