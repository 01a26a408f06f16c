import { CopyX, Ellipsis, Hand, MessageSquareShare, ShieldAlert } from "lucide-react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { openNextAfter } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import css from "./asking.module.css";

const REASONS = [
  { reason: "goodbye", icon: Hand },
  { reason: "spam", icon: ShieldAlert },
  { reason: "elsewhere", icon: MessageSquareShare },
  { reason: "duplicate", icon: CopyX },
  { reason: "other", icon: Ellipsis },
] as const;

/** [S15] One tap says why no reply is needed, and resolves. */
export function ResolveQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const commands = useCommands();
  const { t } = useWords();
  const choose = (reason: string) => {
    openNextAfter(id, commands);
    void commands.resolve(id, "resolved", reason);
    onDone();
  };
  return (
    <ul className={css["choices"]}>
      {REASONS.map(({ icon: Icon, reason }, index) => (
        <li key={reason}>
          <button type="button" className={css["choice"]} autoFocus={index === 0} onClick={() => choose(reason)}>
            <Icon size={16} strokeWidth={1.75} />
            {t(`resolve.reason.${reason}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}
