import { createContext, useContext } from "react";
import type { MessageId, Wamid } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import type { Leaving } from "../../commands/leaving.ts";

export interface Quote {
  readonly wamid: Wamid;
  readonly text: string;
}

/** Text that goes back into the composer; the message it stands for is told to the server. */
export interface Rewrite {
  readonly text: string;
  readonly replaces?: MessageId | undefined;
  readonly mode?: "reply" | "note" | undefined;
  /** It stands in the draft. */
  readonly onTaken?: (() => void) | undefined;
  /** When that message was to leave. */
  readonly leaving?: Leaving | undefined;
}

export interface MessageActions {
  readonly onQuote: (wamid: Wamid, text: string) => void;
  readonly onRewrite: (message: Message) => void;
  readonly onTemplate: () => void;
}

export const MessageActionsContext = createContext<MessageActions>({ onQuote: () => {}, onRewrite: () => {}, onTemplate: () => {} });

export const useMessageActions = (): MessageActions => useContext(MessageActionsContext);
