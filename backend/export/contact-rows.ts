import type { DatabaseSync } from "node:sqlite";
import type { Contact } from "../../shared/inbox/people.ts";
import type { IdentityKind } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";

/** By what a contact is found. What they no longer have is kept as a blind index alone, which only the same master key understands. */
export type ExportedIdentity =
  | { readonly kind: IdentityKind; readonly value: string; readonly blind?: undefined }
  | { readonly kind: IdentityKind; readonly blind: string; readonly value?: undefined };

export interface ExportedContact {
  readonly id: string;
  readonly v: number;
  readonly body: Contact;
  readonly identities: readonly ExportedIdentity[];
}

/** Contacts in plain words, in the order of their ids, one in memory at a time. Who was erased has no key and is none. */
export function* contactRows(database: DatabaseSync, vault: Vault): Generator<ExportedContact> {
  const contacts = database.prepare(`SELECT id, v, sealed, wrapped FROM contact JOIN contact_key ON contact_id = id WHERE sealed IS NOT NULL ORDER BY id`);
  // Both lists run side by side: there is no index from a contact to their identities.
  const identities = database.prepare(`SELECT contact_id, kind, blind FROM identity ORDER BY contact_id, kind, blind`).iterate();
  let next = identities.next();

  for (const { id, sealed, v, wrapped } of contacts.iterate()) {
    if (typeof id !== "string" || !(sealed instanceof Uint8Array) || !(wrapped instanceof Uint8Array)) continue;
    const body = JSON.parse(vault.open(vault.unwrap(wrapped), sealed)) as Contact;
    const found: ExportedIdentity[] = [];
    for (; next.done !== true && String(next.value["contact_id"]) <= id; next = identities.next()) {
      if (next.value["contact_id"] !== id) continue;
      const kind = String(next.value["kind"]) as IdentityKind;
      const blind = String(next.value["blind"]);
      const value = kind === "phone" ? body.phone : body.userId;
      found.push(value !== undefined && vault.blind(kind, value) === blind ? { kind, value } : { kind, blind });
    }
    yield { id, v: Number(v), body, identities: found };
  }
}

/** The same for the same master key, and says nothing of it. */
export const vaultMark = (vault: Vault): string => vault.blind("export", "greenline");
