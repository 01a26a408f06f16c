import { flushSync } from "react-dom";
import { toMessageId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import type { Instant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { modeOf, wordsIn, type Returned } from "../../state/returned.ts";
import { setUi } from "../../state/ui-store.ts";
import type { SendAgain } from "../message/use-send-again.ts";
import { askFocus } from "../shell/focus.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { ASKS, type Way } from "./ways-on.ts";

interface Given {
  readonly returned: Returned;
  /** The held message itself; absent while its thread is read, or where it is not here any more. */
  readonly message: Message | undefined;
  readonly again: SendAgain;
  readonly onLater: () => void;
  readonly onDiscarded: (returned: Returned) => void;
}

/** Does what a way says. What leads elsewhere closes the list behind it. */
export function useWays({ again, message, onDiscarded, onLater, returned }: Given): {
  readonly go: (way: Way) => void;
  readonly sendAt: (at: Instant) => void;
} {
  const commands = useCommands();
  const { conversationId, id, mutation, why } = returned;
  const leave = () => setUi({ offlineWork: undefined });
  const look = () => {
    leave();
    openConversation(conversationId, commands);
  };

  const letGo = async () => {
    if (why.kind === "held" && mutation.kind === "send") await commands.cancelMessage(conversationId, toMessageId(mutation.clientId));
    await commands.dropReturned(id);
  };

  const go = (way: Way): void => {
    switch (way) {
      case "send":
        if (message === undefined) return look();
        return void again.send(message);
      case "reopen":
        return void commands
          .reopen(conversationId)
          .then(() => (why.kind === "held" && message !== undefined ? again.send(message) : commands.dropReturned(id)));
      case "edit": {
        const text = wordsIn(mutation);
        if (text === undefined) return look();
        look();
        const replaces = why.kind === "held" && mutation.kind === "send" ? { replaces: toMessageId(mutation.clientId) } : {};
        return setUi({ broughtBack: { conversationId, text, mode: modeOf(mutation), ...replaces, onTaken: () => void letGo() } });
      }
      case "later":
        return onLater();
      case "template":
        flushSync(look);
        // After the dialogue has given back the focus.
        return void requestAnimationFrame(() => askFocus("template"));
      case "ask": {
        const kind = why.kind === "refused" ? ASKS[why.code] : undefined;
        leave();
        if (kind !== undefined) setUi({ asking: { kind, conversationId } });
        return void commands.dropReturned(id);
      }
      case "look":
        return look();
      case "health":
      case "outreach":
        return setUi({ offlineWork: undefined, page: way });
      case "copy":
        return void navigator.clipboard.writeText(wordsIn(mutation) ?? "").then(() => commands.notice("common.copied"));
      case "discard":
        onDiscarded(returned);
        return void letGo();
    }
  };
  return { go, sendAt: (sendAt) => void (message === undefined ? undefined : again.send(message, { sendAt })) };
}
