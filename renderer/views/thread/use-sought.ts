import { useEffect, useState, type RefObject } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import type { Sought } from "../../state/ui-state.ts";
import { seek } from "./seek.ts";
import type { ThreadItem } from "./thread-items.ts";

/** How long it stands out. */
const MARKED_MS = 2_600;

/** Brings what is sought into view, gives it the focus, and answers with the key of what stands out for a moment. */
export function useSought(
  id: ConversationId,
  items: readonly ThreadItem[],
  scroller: RefObject<HTMLElement | null>,
  onLeaveEnd: () => void,
): string | undefined {
  const commands = useCommands();
  const sought = useUi((ui) => (ui.sought?.conversationId === id ? ui.sought : undefined));
  const [found, setFound] = useState<string | undefined>();

  useEffect(() => {
    if (sought === undefined) return;
    const leave = new AbortController();
    void seek(sought, commands, leave.signal).then((isHere) => {
      if (leave.signal.aborted) return;
      setUi({ sought: undefined });
      if (isHere) setFound(holderOf(sought));
      else commands.notice("why.notHere");
    });
    return () => leave.abort();
  }, [commands, sought]);

  const key = items.find((item) => item.key === found)?.key;
  useEffect(() => {
    if (key === undefined) return;
    const handle = [...(scroller.current?.querySelectorAll("[data-item]") ?? [])].find((each) => each.getAttribute("data-item") === key);
    const row = handle?.firstElementChild;
    // Else the next growth of the thread would scroll to its end.
    onLeaveEnd();
    if (row instanceof HTMLElement) {
      row.tabIndex = -1;
      row.scrollIntoView({ block: "center" });
      row.focus({ preventScroll: true });
      // Rows that were never drawn get their height only now.
      requestAnimationFrame(() => row.scrollIntoView({ block: "center" }));
    }
    const timer = setTimeout(() => setFound(undefined), MARKED_MS);
    return () => clearTimeout(timer);
  }, [key, onLeaveEnd, scroller]);
  return key;
}

/** The part that shows it: itself, or the message into which an edit or a reaction folds. */
function holderOf({ conversationId, id }: Sought): string {
  const messages = inboxStore.getState().threads.get(conversationId)?.messages ?? [];
  const content = messages.find((message) => message.id === id)?.content;
  const target = content !== undefined && "target" in content ? content.target : undefined;
  return messages.find(({ wamid }) => wamid !== undefined && wamid === target)?.id ?? id;
}
