import { toContactId, toConversationId, toNumberId } from "../shared/ids.ts";
import type { Conversation } from "../shared/inbox/conversation.ts";
import { toInstant } from "../shared/time.ts";

/** Valid by default; a test names only what matters to it. */
export const aConversationRow = (fields: Partial<Conversation> = {}): Conversation => ({
  id: toConversationId("c1"),
  numberId: toNumberId("n1"),
  contactId: toContactId("p1"),
  state: "queued",
  claimEpoch: 0,
  labels: [],
  priority: "normal",
  unread: 0,
  createdAt: toInstant(1_000),
  clocks: [],
  ...fields,
});
