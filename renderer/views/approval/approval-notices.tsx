import { useEffect } from "react";
import { mayApprove } from "../../../shared/guard/approvals.ts";
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
    return inboxStore.subscribe((state, before) => {
      if (state.conversations === before.conversations || before.conversations.size === 0) return;
      for (const conversation of changed(state, before)) {
        const contact = contactName(state.contacts.get(conversation.contactId));
        const earlier = before.conversations.get(conversation.id)?.toApprove ?? [];
        for (const { at, author, messageId } of news(conversation.toApprove ?? [], earlier)) {
          if (told.has(messageId) || at < begun || state.me === undefined || author === state.me.id || !mayApprove(state.me)) continue;
          told.add(messageId);
          commands.notice("approval.notice", { name: state.agents.get(author)?.name ?? "…", contact });
        }
        if (news(earlier, conversation.toApprove ?? []).some((one) => wasSentBack(one, conversation, state)))
          commands.notice("approval.backNotice", { contact });
      }
    });
  }, [commands, ticker]);
  return null;
}

/** Rows without news keep their objects, so only those with news are looked at. */
function changed({ conversations }: InboxState, before: InboxState): readonly Conversation[] {
  return [...conversations.values()].filter((one) => {
    const known = before.conversations.get(one.id);
    return known !== one && (known?.toApprove ?? one.toApprove) !== undefined && known?.toApprove !== one.toApprove;
  });
}

const news = (after: readonly ToApprove[], before: readonly ToApprove[]): readonly ToApprove[] =>
  after.filter(({ messageId }) => !before.some((one) => one.messageId === messageId));

/** Mine, decided, and still held: what was approved is on its way, and what I took back is cancelled. */
const wasSentBack = ({ author, messageId }: ToApprove, { lastMessage }: Conversation, { me }: InboxState): boolean =>
  author === me?.id && lastMessage?.id === messageId && lastMessage.state === "held" && lastMessage.waits === undefined;
