import type { ContactId } from "../../shared/ids.ts";
import type { ReadTx } from "../store/store.ts";
import { everyMessage } from "./erase-contact.ts";

/** [H45] All that is kept about a person, as they may ask for it; times are milliseconds since 1970, as in the rows themselves. */
export function exportContact(tx: ReadTx, id: ContactId) {
  const contact = tx.get("contact", id);
  if (contact === undefined) return undefined;
  return {
    contact,
    consents: tx.consents(id).toReversed(),
    conversations: tx.conversationsOf(id).map((conversation) => ({
      conversation,
      messages: everyMessage(tx, conversation.id).toReversed(),
      notes: tx.parts("note", conversation.id),
      story: tx.parts("story", conversation.id),
    })),
  };
}
