import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import type { ContactId, ConversationId } from "../../../shared/ids.ts";
import { consentsOf } from "../../state/consent-lines.ts";
import { useInbox } from "../../state/inbox-store.ts";

export const useContactOf = (id: ConversationId): ContactId | undefined => useInbox((state) => state.conversations.get(id)?.contactId);

/** The ledger of whoever this conversation is with; undefined until it has been read. */
export const useConsents = (id: ConversationId): readonly ContactConsent[] | undefined =>
  useInbox((state) => {
    const contact = state.conversations.get(id)?.contactId;
    return contact === undefined ? undefined : consentsOf(state.consents, contact);
  });
