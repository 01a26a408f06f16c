import type { ConversationId } from "../../shared/ids.ts";
import type { Contact } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";

/** What policies may tell contacts apart by. `null` takes away what was known; what is not named stays. */
export interface PolicyFacts {
  readonly tier?: string | null | undefined;
  readonly language?: string | null | undefined;
}

/** [P3] Changes what is known of a contact. Each of its conversations learns of it by an event; their clocks are for the caller to read anew. */
export function changePolicyFacts(tx: WriteTx, contact: Contact, facts: PolicyFacts, at: Instant): readonly ConversationId[] {
  const changed = (["tier", "language"] as const).filter((field) => facts[field] !== undefined && (facts[field] ?? undefined) !== contact[field]);
  if (changed.length === 0) return [];

  tx.put(
    "contact",
    contact.id,
    changed.reduce<Contact>((known, field) => ({ ...known, [field]: facts[field] ?? undefined }), contact),
  );
  const ids = tx.conversationsOf(contact.id).map(({ id }) => id);
  for (const id of ids) {
    const key = `facts:${id}:${at}:${tx.nextOrder()}`;
    // No condition names the empty value, so what is unknown again matches nothing.
    tx.appendEvent(id, key, { type: "context", id: key, at, ...Object.fromEntries(changed.map((field) => [field, facts[field] ?? ""])) });
  }
  return ids;
}
