import { useEffect } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";

/** Who only passes by with `j` has not read it. */
export const LOOKED_MS = 700;

/** What is open and seen is read: at opening, with each new message, and when the window is looked at again. */
export function useReadMark(id: ConversationId): void {
  const commands = useCommands();
  const newest = useInbox((state) => state.conversations.get(id)?.lastInboundAt);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(() => void commands.markRead(id, false), LOOKED_MS);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [commands, id, newest]);
}
