import { useEffect, useState } from "react";
import type { Message } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Leaving } from "../../commands/leaving.ts";
import { leavingOf } from "./leaving-of.ts";

interface Taken {
  /** As it was before. */
  readonly message: Message;
  readonly leaving: Leaving | undefined;
}

/** For so long it can be undone by a button. */
const UNDO_MS = 10_000;

/** Takes a message back that has not left, and remembers it for a moment. */
export function useTakingBack(message: Message): { readonly taken: Taken | undefined; readonly takeBack: () => void } {
  const commands = useCommands();
  const [taken, setTaken] = useState<Taken>();

  useEffect(() => {
    if (taken === undefined) return;
    const timer = setTimeout(() => setTaken(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [taken]);

  return {
    taken,
    takeBack: () => {
      setTaken({ message, leaving: leavingOf(message) });
      void commands.cancelMessage(message.conversationId, message.id);
    },
  };
}
