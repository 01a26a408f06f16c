import { useEffect } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Commands } from "../../commands/commands.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { InboxState, Notice } from "../../state/inbox-state.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { contactName } from "../words/names.ts";
import { focusQueue } from "./queue-steps.ts";

/** [HO3] [HO4] What became of a claim: a colleague was faster, or its time is over. Both are said with names, and lead on. */
export function ClaimWatch() {
  const commands = useCommands();
  useEffect(
    () =>
      inboxStore.subscribe((state, before) => {
        if (state.notices !== before.notices) for (const notice of state.notices) if (!before.notices.includes(notice)) hear(notice, state, commands);
        if (state.timedClaims !== before.timedClaims)
          for (const id of before.timedClaims)
            if (!state.timedClaims.includes(id) && state.handoffQueue.includes(id)) commands.notice("handoffs.ended", { contact: nameOf(state, id) });
      }),
    [commands],
  );
  return null;
}

const LOST: ReadonlySet<string | undefined> = new Set(["claim_lost", "at_capacity"]);

function hear({ code, conversationId, id, kind, values }: Notice, state: InboxState, commands: Commands): void {
  const { opened, page, queueClaim } = readUi();
  if (kind !== "rejected" || !LOST.has(code) || queueClaim === undefined || queueClaim.conversationId !== conversationId) return;
  setUi({ queueClaim: undefined });
  if (code !== "claim_lost") return backToQueue(conversationId, undefined, commands);

  const next = queueClaim.next !== undefined && state.handoffQueue.includes(queueClaim.next) ? queueClaim.next : state.handoffQueue[0];
  const { by } = values;
  const contact = nameOf(state, conversationId);
  commands.dismissNotice(id);
  if (next === undefined) commands.notice(by === undefined ? "handoffs.lostLastPlain" : "handoffs.lostLast", { ...values, contact });
  else commands.notice(by === undefined ? "handoffs.lostPlain" : "handoffs.lost", { ...values, contact, next: nameOf(state, next) });
  // Whoever has begun to write there, or looks elsewhere by now, is not taken away from it.
  if (page === "inbox" && opened === conversationId && !state.drafts.has(conversationId)) backToQueue(conversationId, next, commands);
}

function backToQueue(lost: ConversationId, next: ConversationId | undefined, commands: Commands): void {
  if (readUi().opened === lost) commands.closeThread(lost);
  setUi({ page: "handoffs", opened: undefined, handoffSelected: next ?? lost });
  requestAnimationFrame(focusQueue);
}

const nameOf = ({ contacts, conversations }: InboxState, id: ConversationId): string => {
  const conversation = conversations.get(id);
  return contactName(conversation === undefined ? undefined : contacts.get(conversation.contactId));
};
