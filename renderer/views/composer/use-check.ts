import { useEffect, useState } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";

const NONE: readonly Finding[] = [];
/** Long enough for a word, short enough to feel at once. */
const PAUSE_MS = 120;

/** What speaks against the draft now. Runs in the pauses of typing, and again when the conversation has news; typing never waits for it. */
export function useCheck(
  id: ConversationId,
  text: string,
  wanted: boolean,
): { readonly findings: readonly Finding[]; readonly setFindings: (findings: readonly Finding[]) => void } {
  const commands = useCommands();
  const conversation = useInbox((state) => state.conversations.get(id));
  const [findings, setFindings] = useState(NONE);

  useEffect(() => {
    const asks = wanted && text.trim() !== "";
    const timer = setTimeout(() => setFindings(asks ? commands.check(id, text) : NONE), asks ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [commands, conversation, id, text, wanted]);

  return { findings: wanted && text.trim() !== "" ? findings : NONE, setFindings };
}
