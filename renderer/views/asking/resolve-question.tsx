import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { openNextAfter } from "../shell/open-conversation.ts";
import { ReplyReasons } from "./reply-reasons.tsx";

/** [S15] One tap says why no reply is needed, and resolves. */
export function ResolveQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const commands = useCommands();
  const choose = (reason: string) => {
    openNextAfter(id, commands);
    void commands.resolve(id, "resolved", reason);
    onDone();
  };
  return <ReplyReasons onChoose={choose} />;
}
