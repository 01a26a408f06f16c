import { problem } from "../../shared/api/problem.ts";
import { toContactId, type ContactId } from "../../shared/ids.ts";
import { EVERY_SCOPE, maySee, scopesOf } from "../../shared/sync/scopes.ts";
import type { Principal } from "../auth/auth.ts";
import type { ReadTx } from "../store/store.ts";
import type { Answer } from "./route.ts";

/** Who may not see it is not told that it exists. */
export const NO_CONTACT: Answer = { status: 404, body: problem(404, "not-found", "There is no such contact, or it is not yours to see.") };

/** A person is seen with their conversations; who sees everything also sees whoever has none yet. */
export function visibleContact(tx: ReadTx, id: string | undefined, principal: Principal): ContactId | undefined {
  const contact = toContactId(id ?? "");
  const scopes = scopesOf(principal.agent);
  if (scopes.includes(EVERY_SCOPE)) return tx.get("contact", contact) === undefined ? undefined : contact;
  return tx.conversationsOf(contact).some((one) => maySee(scopes, one)) ? contact : undefined;
}
