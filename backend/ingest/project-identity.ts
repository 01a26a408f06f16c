import { contactOf, ensureContact } from "./people.ts";
import type { EventOf, Projection } from "./projection.ts";

export function projectIdentityChange(p: Projection, event: EventOf<"identity-change">): void {
  const known = contactOf(p.tx, event.from);
  if (known === undefined) return void ensureContact(p.tx, { ...event.from, ...event.to }, p);
  const contact = p.tx.get("contact", known);
  if (contact === undefined) return;
  const { name, phone, userId } = event.to;
  p.tx.put("contact", known, { ...contact, name: name ?? contact.name, phone: phone ?? contact.phone, userId: userId ?? contact.userId });
  if (phone !== undefined) p.tx.identify(known, "phone", phone);
  if (userId !== undefined) p.tx.identify(known, "user-id", userId);
}
