import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import type { InboxState } from "./inbox-state.ts";

const HEAD_ROWS = 60;

/** [PF6] The first screens of the list and all that they name, for the next start. `baseOf` gives the server's row, without what is pending. */
export function headRows(
  { agents, contacts, labels, list, numbers, teams }: InboxState,
  baseOf: (id: Conversation["id"]) => Conversation | undefined,
): readonly VersionedRow[] {
  const conversations = list.ids
    .slice(0, HEAD_ROWS)
    .map(baseOf)
    .filter((each) => each !== undefined);
  const named = [...new Set(conversations.map(({ contactId }) => contactId))].map((id) => contacts.get(id)).filter((each) => each !== undefined);
  return [
    ...[...agents.values()].map((row): VersionedRow => ({ e: "agent", id: row.id, v: 0, row })),
    ...[...teams.values()].map((row): VersionedRow => ({ e: "team", id: row.id, v: 0, row })),
    ...[...labels.values()].map((row): VersionedRow => ({ e: "label", id: row.id, v: 0, row })),
    ...[...numbers.values()].map((row): VersionedRow => ({ e: "number", id: row.id, v: 0, row })),
    ...named.map((row): VersionedRow => ({ e: "contact", id: row.id, v: 0, row })),
    ...conversations.map((row): VersionedRow => ({ e: "conversation", id: row.id, v: 0, row })),
  ];
}
