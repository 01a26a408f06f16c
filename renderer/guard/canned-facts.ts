import { DEFAULT_GUARD_POLICY, type Draft, type GuardPolicy } from "../../shared/guard/context.ts";
import { cannedOrigin } from "../../shared/inbox/canned-origin.ts";
import type { CannedReply } from "../../shared/inbox/canned-reply.ts";
import { cannedValues, type CannedValues } from "../../shared/inbox/canned-variables.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { InboxState } from "../state/inbox-state.ts";

/** What a canned reply would say by itself in this conversation. */
export function valuesIn({ contacts, conversations, me, numbers }: InboxState, id: ConversationId): CannedValues {
  const conversation = conversations.get(id);
  if (conversation === undefined) return {};
  return cannedValues({ contact: contacts.get(conversation.contactId), agent: me, number: numbers.get(conversation.numberId), conversation });
}

/** [S0-24] [G-PROMO] What is said of the canned replies whose words stand in a draft, as the server will see it too. */
export function withCannedTags(state: InboxState, id: ConversationId, draft: Draft, policy: GuardPolicy = DEFAULT_GUARD_POLICY): Draft {
  if (draft.kind !== "text" || state.cannedReplies.size === 0) return draft;

  const { macroTags } = policy.text.promo;
  const weighty = [...state.cannedReplies.values()].filter(({ tags }) => tags.some((tag) => macroTags.includes(tag)));
  const { asItIs, tags } = cannedOrigin(draft.text, namedReply(state, draft.cannedReplyId), weighty, valuesIn(state, id));
  return { ...draft, ...(tags.length === 0 ? {} : { macro: { tags } }), ...(asItIs ? { cannedReply: true } : {}) };
}

/** What is told to the server of a text that is sent: the reply that it came from, and whether it was changed. */
export function cannedClaim(state: InboxState, id: ConversationId, text: string, named: string | undefined): { cannedReplyId?: string; cannedReply?: true } {
  const reply = namedReply(state, named);
  if (reply === undefined) return {};
  return { cannedReplyId: reply.id, ...(cannedOrigin(text, reply, [], valuesIn(state, id)).asItIs ? { cannedReply: true } : {}) };
}

const namedReply = ({ cannedReplies }: InboxState, id: string | undefined): CannedReply | undefined => (id === undefined ? undefined : cannedReplies.get(id));
