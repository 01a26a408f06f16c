import type { ContactConsent } from "../consent/contact-consent.ts";
import type { CannedReply } from "../inbox/canned-reply.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Message, Note, StoryLine } from "../inbox/message.ts";
import type { Alert } from "../sla/alert.ts";
import type { NamedCalendar } from "../sla/calendar.ts";
import type { Agent, BusinessNumber, Contact, Label, Team, Template } from "../inbox/people.ts";

/** What each entity's row holds on the wire, in the replica and in the server's tables. */
export interface Rows {
  readonly agent: Agent;
  readonly team: Team;
  readonly label: Label;
  readonly number: BusinessNumber;
  readonly template: Template;
  readonly contact: Contact;
  readonly conversation: Conversation;
  readonly message: Message;
  readonly note: Note;
  readonly story: StoryLine;
  readonly calendar: NamedCalendar;
  readonly alert: Alert;
  readonly consent: ContactConsent;
  readonly cannedReply: CannedReply;
}

export type Entity = keyof Rows;

export const ENTITIES: readonly Entity[] = [
  "agent",
  "team",
  "label",
  "number",
  "template",
  "contact",
  "conversation",
  "message",
  "note",
  "story",
  "calendar",
  "alert",
  "consent",
  "cannedReply",
];

/**
 * A row with its version: `v` is the log position of its last change. `del` is a tombstone: the row is gone, or has left
 * the scopes of this desk; deleting a conversation deletes its parts.
 */
export type VersionedRow = {
  readonly [E in Entity]: { readonly e: E; readonly id: string; readonly v: number } & (
    | { readonly del: true; readonly row?: undefined }
    | { readonly del?: undefined; readonly row: Rows[E] }
  );
}[Entity];

/** The conversation that a row is a part of, where it is one. */
export function conversationOf(row: VersionedRow): string | undefined {
  if (row.row === undefined) return undefined;
  return row.e === "message" || row.e === "note" || row.e === "story" ? row.row.conversationId : undefined;
}
