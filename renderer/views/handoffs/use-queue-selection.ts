import { useEffect, useRef, useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { readUi, setUi, useUi } from "../../state/ui-store.ts";
import { contactName } from "../words/names.ts";

/** So long it is said that a colleague has taken what was looked at. */
const SAID_MS = 6_000;

interface Taken {
  readonly contact: string;
  readonly by: string | undefined;
}

/** [HO3] What stands out; where a colleague takes it, the next one in line does, and it is said who has it. */
export function useQueueSelection(ids: readonly ConversationId[]): { readonly selected: ConversationId | undefined; readonly taken: Taken | undefined } {
  const wanted = useUi((ui) => ui.handoffSelected);
  const [taken, setTaken] = useState<Taken>();
  const place = useRef(0);
  const isHere = wanted !== undefined && ids.includes(wanted);
  if (isHere) place.current = ids.indexOf(wanted);
  const selected = isHere ? wanted : ids[Math.min(place.current, ids.length - 1)];

  useEffect(() => {
    if (wanted !== selected) setUi({ handoffSelected: selected });
  }, [selected, wanted]);

  useEffect(
    () =>
      inboxStore.subscribe(({ handoffQueue }, before) => {
        const looked = readUi().handoffSelected;
        if (looked !== undefined && before.handoffQueue.includes(looked) && !handoffQueue.includes(looked)) setTaken(takenFrom(looked));
      }),
    [],
  );

  useEffect(() => {
    if (taken === undefined) return;
    const timer = setTimeout(() => setTaken(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [taken]);

  return { selected, taken };
}

/** Nothing where I took it myself, or passed it on. */
function takenFrom(id: ConversationId): Taken | undefined {
  const { agents, contacts, conversations, me } = inboxStore.getState();
  const conversation = conversations.get(id);
  if (conversation === undefined || conversation.assigneeId === me?.id || readUi().heldHop?.conversationId === id) return undefined;
  const { assigneeId, contactId } = conversation;
  return { contact: contactName(contacts.get(contactId)), by: assigneeId === undefined ? undefined : agents.get(assigneeId)?.name };
}
