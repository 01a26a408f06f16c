import { toContactId, toConversationId, toNumberId, type ContactId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { BusinessNumber, Contact } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import { UNNAMED_NUMBER } from "./normalise-change.ts";
import type { PlatformIdentity, PlatformNumber } from "./platform-event.ts";

interface Making {
  readonly newId: () => string;
  readonly now: Instant;
}

/** A number comes into being with the first webhook that names it. */
export function ensureNumber(tx: WriteTx, { displayNumber, phoneNumberId }: PlatformNumber, { newId }: Making): BusinessNumber {
  const known = tx.numberByPhoneNumberId(phoneNumberId) ?? (phoneNumberId === UNNAMED_NUMBER ? onlyNumber(tx) : undefined);
  if (known !== undefined) {
    if (displayNumber === undefined || known.displayNumber !== "") return known;
    const named = { ...known, displayNumber };
    tx.put("number", known.id, named);
    return named;
  }
  const number: BusinessNumber = {
    id: toNumberId(newId()),
    phoneNumberId,
    displayNumber: displayNumber ?? "",
    displayName: displayNumber ?? phoneNumberId,
    connection: "unknown",
    quality: { value: "unknown", source: "computed" },
    limit: { scope: "portfolio", value: "unknown" },
    enforcement: [],
  };
  tx.put("number", number.id, number);
  return number;
}

/** A relay that names no number speaks of the one that there is; among several nobody can tell. */
function onlyNumber(tx: WriteTx): BusinessNumber | undefined {
  const [first, ...others] = tx.all("number");
  return others.length === 0 ? first : undefined;
}

/**
 * Whom an identity speaks of. The user id outlives a change of phone, so it is asked first; what one webhook carries together
 * belongs together from then on.
 */
export function ensureContact(tx: WriteTx, identity: PlatformIdentity, { newId }: Making): Contact {
  const id = contactOf(tx, identity);
  const known = id === undefined ? undefined : tx.get("contact", id);
  const contactId = id ?? toContactId(newId());
  const contact: Contact = {
    id: contactId,
    name: identity.name ?? known?.name ?? identity.username ?? (identity.phone === undefined ? (identity.userId ?? "?") : `+${identity.phone}`),
    phone: identity.phone ?? known?.phone,
    userId: identity.userId ?? known?.userId,
    language: known?.language,
    tier: known?.tier,
  };
  if (known === undefined || known.name !== contact.name || known.phone !== contact.phone || known.userId !== contact.userId)
    tx.put("contact", contactId, contact);
  if (identity.phone !== undefined && identity.phone !== known?.phone) tx.identify(contactId, "phone", identity.phone);
  if (identity.userId !== undefined && identity.userId !== known?.userId) tx.identify(contactId, "user-id", identity.userId);
  return contact;
}

export function contactOf(tx: WriteTx, { phone, userId }: PlatformIdentity): ContactId | undefined {
  const byUser = userId === undefined ? undefined : tx.contactByIdentity("user-id", userId);
  return byUser ?? (phone === undefined ? undefined : tx.contactByIdentity("phone", phone));
}

/** One customer on one business number is one conversation, however many webhooks race for it. */
export function ensureConversation(tx: WriteTx, number: BusinessNumber, contact: Contact, at: Instant, { newId }: Making): Conversation {
  const id = tx.conversationOf(number.id, contact.id);
  const known = id === undefined ? undefined : tx.get("conversation", id);
  if (known !== undefined) return known;

  const conversation: Conversation = {
    id: toConversationId(newId()),
    numberId: number.id,
    contactId: contact.id,
    state: "queued",
    claimEpoch: 0,
    teamId: number.teamId,
    labels: [],
    priority: "normal",
    unread: 0,
    createdAt: at,
    clocks: [],
  };
  tx.put("conversation", conversation.id, conversation);
  return conversation;
}
