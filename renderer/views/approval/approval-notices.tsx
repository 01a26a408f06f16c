import { useEffect } from "react";
import { mayApprove } from "../../../shared/guard/approvals.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Conversation, ToApprove } from "../../../shared/inbox/conversation.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { contactName } from "../words/names.ts";

/** [G-APPROVAL] Tells whoever may decide that something came to wait, and its author that it was sent back; each once, and nothing of before the start. */
export function ApprovalNotices() {
  const commands = useCommands();
  const ticker = useTicker();
  useEffect(() => {
    const begun = ticker.now();
    const told = new Set<string>();
    let waiting = allWaiting(inboxStore.getState());
    return inboxStore.subscribe((state, before) => {
      // The replica was read anew: what waits in it is no news.
      if (state.conversations !== before.conversations) waiting = allWaiting(state);
      if (state.touched === before.touched) return;
      for (const id of state.touched) {
        const conversation = state.conversations.get(id);
        const earlier = waiting.get(id) ?? [];
        const now = conversation?.toApprove ?? [];
        if (now.length > 0) waiting.set(id, now);
        else waiting.delete(id);
        if (conversation === undefined || (now.length === 0 && earlier.length === 0)) continue;

        const contact = contactName(state.contacts.get(conversation.contactId));
        for (const { at, author, messageId } of news(now, earlier)) {
          if (told.has(messageId) || at < begun || state.me === undefined || author === state.me.id || !mayApprove(state.me)) continue;
          told.add(messageId);
          commands.notice("approval.notice", { name: state.agents.get(author)?.name ?? "…", contact });
        }
        if (news(earlier, now).some((one) => wasSentBack(one, conversation, state))) commands.notice("approval.backNotice", { contact });
      }
    });
  }, [commands, ticker]);
  return null;
}

/** The map of conversations is changed in place: what waited before has to be remembered here. */
function allWaiting({ conversations }: InboxState): Map<ConversationId, readonly ToApprove[]> {
  const waiting = new Map<ConversationId, readonly ToApprove[]>();
  for (const { id, toApprove } of conversations.values()) if (toApprove !== undefined && toApprove.length > 0) waiting.set(id, toApprove);
  return waiting;
}

const news = (after: readonly ToApprove[], before: readonly ToApprove[]): readonly ToApprove[] =>
  after.filter(({ messageId }) => !before.some((one) => one.messageId === messageId));

/** Mine, decided, and still held: what was approved is on its way, and what I took back is cancelled. */
const wasSentBack = ({ author, messageId }: ToApprove, { lastMessage }: Conversation, { me }: InboxState): boolean =>
  author === me?.id && lastMessage?.id === messageId && lastMessage.state === "held" && lastMessage.waits === undefined;
