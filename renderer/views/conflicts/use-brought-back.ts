import { useEffect } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import type { Rewrite } from "../thread/message-actions.ts";

/** Takes up words that another place sent back to this conversation. */
export function useBroughtBack(id: ConversationId, takeUp: (rewrite: Rewrite) => void): void {
  const broughtBack = useUi((ui) => (ui.broughtBack?.conversationId === id ? ui.broughtBack : undefined));
  useEffect(() => {
    if (broughtBack === undefined) return;
    const { mode, onTaken, replaces, sendAt, text } = broughtBack;
    setUi({ broughtBack: undefined });
    takeUp({ text, mode, replaces, onTaken, ...(sendAt === undefined ? {} : { leaving: { sendAt } }) });
  }, [broughtBack, takeUp]);
}
