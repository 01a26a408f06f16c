import type { ContactId } from "../../shared/ids.ts";
import type { Page } from "../../shared/sync/protocol.ts";
import { isOwnScope, ownScopeOf } from "../../shared/sync/scopes.ts";
import type { Instant } from "../../shared/time.ts";
import type { PersonalEntry, ReadTx } from "../store/store.ts";
import { readPage } from "./read-page.ts";

interface Desk {
  readonly from: number;
  readonly schema: number;
  readonly scopes: readonly string[];
}

/** Further behind than this it is not worth while to find out whom the log speaks of: such a desk reads for itself. */
const NEAR = 2_000;

/**
 * [PF3] Reads pages for many desks out of one snapshot. All who have the same teams and stand at the same place read one page: a
 * person's own scope is left out where nothing after that place can look otherwise to them [I11].
 */
export function createPageReader(tx: ReadTx, { epoch, now }: { readonly epoch: string; readonly now: Instant }): (desk: Desk) => Page {
  const head = tx.head();
  const pages = new Map<string, Page>();
  const concernedAfter = new Map<number, ReadonlySet<string>>();

  const isConcerned = (from: number, scopes: readonly string[]): boolean => {
    if (head - from > NEAR) return true;
    const known = concernedAfter.get(from) ?? concernedBy(tx, tx.personalChanges(from));
    concernedAfter.set(from, known);
    return scopes.some((scope) => known.has(scope));
  };

  return ({ from, schema, scopes }) => {
    const needed = isConcerned(from, scopes) ? scopes : scopes.filter((scope) => !isOwnScope(scope));
    const key = `${from} ${schema} ${needed.join(" ")}`;
    const page = pages.get(key) ?? readPage(tx, { from, schema, scopes: needed, epoch, now });
    pages.set(key, page);
    return page;
  };
}

/**
 * The own scopes of everybody to whom these entries may look otherwise: who is named by one, now or then; and, since a person comes and
 * goes with any of their conversations, whoever answers one of a contact that is spoken of.
 */
function concernedBy(tx: ReadTx, entries: readonly PersonalEntry[]): ReadonlySet<string> {
  const concerned = new Set(entries.flatMap(({ scopes }) => scopes.filter(isOwnScope)));
  const contacts = new Set(entries.map((entry) => contactOf(tx, entry)));
  for (const contact of contacts) {
    if (contact === undefined) continue;
    for (const { assigneeId } of tx.conversationsOf(contact)) if (assigneeId !== undefined) concerned.add(ownScopeOf(assigneeId));
  }
  return concerned;
}

function contactOf(tx: ReadTx, { entity, id, op }: PersonalEntry): ContactId | undefined {
  const row = tx.versioned(entity, id);
  if (row?.e === "contact") return row.row?.id;
  if (row?.e === "consent") return row.row?.contactId;
  return op === "revoke" && row?.e === "conversation" ? row.row?.contactId : undefined;
}
