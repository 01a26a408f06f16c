import type { ContactId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Contact } from "../../shared/inbox/people.ts";

type Mutable<Row> = { -readonly [Field in keyof Row]: Row[Field] };

const NOTHING: readonly never[] = [];

/**
 * [PF14] 100,000 rows name few numbers, teams, people, policies and calendars: each is kept once. In place, in rows that were just
 * read: they say the same as before.
 */
export function createSharing(contacts: ReadonlyMap<ContactId, Contact>): (conversation: Conversation) => void {
  const strings = new Map<string, string>();
  const objects = new Map<string, unknown>();

  const one = <Text extends string | undefined>(text: Text): Text => {
    if (text === undefined) return text;
    const known = strings.get(text);
    if (known !== undefined) return known as Text;
    strings.set(text, text);
    return text;
  };
  const oneObject = <Value extends { readonly id: string; readonly version: unknown; readonly name?: string | undefined }>(value: Value): Value => {
    const key = `${value.id} ${String(value.version)} ${value.name ?? ""}`;
    const known = objects.get(key);
    if (known !== undefined) return known as Value;
    objects.set(key, value);
    return value;
  };

  return (conversation) => {
    const row = conversation as Mutable<Conversation>;
    row.contactId = contacts.get(row.contactId)?.id ?? row.contactId;
    row.numberId = one(row.numberId);
    if (row.assigneeId !== undefined) row.assigneeId = one(row.assigneeId);
    if (row.teamId !== undefined) row.teamId = one(row.teamId);
    row.labels = row.labels.length === 0 ? NOTHING : row.labels.map(one);
    for (const clock of row.clocks as readonly Mutable<Conversation["clocks"][number]>[]) {
      clock.kind = one(clock.kind);
      if (clock.policy !== undefined) clock.policy = oneObject(clock.policy);
      if (clock.calendar !== undefined) clock.calendar = oneObject(clock.calendar);
      if (clock.warnAt?.length === 0) clock.warnAt = NOTHING;
    }
  };
}
