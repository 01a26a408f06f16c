import type { ConversationId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { setUi } from "../../state/ui-store.ts";
import { openConversation } from "../shell/open-conversation.ts";

/** Opens the thread at this message. */
export function useShowMessage(conversationId: ConversationId): (message: Pick<Message, "id" | "at">) => void {
  const commands = useCommands();
  return ({ at, id }) => {
    openConversation(conversationId, commands);
    setUi({ sought: { conversationId, id, at } });
  };
}
