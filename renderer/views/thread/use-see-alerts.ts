import { useEffect } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { hasShownAlert } from "../../state/shown-alerts.ts";
import { LOOKED_MS } from "./use-read-mark.ts";

/** [B2] Who has a conversation open has seen what warns about it: at opening, and what comes while it is looked at. */
export function useSeeAlerts(id: ConversationId): void {
  const commands = useCommands();
  const warned = useInbox((state) => hasShownAlert(state, id));

  useEffect(() => {
    if (!warned) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(() => void commands.seeAlerts(id), LOOKED_MS);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [commands, id, warned]);
}
