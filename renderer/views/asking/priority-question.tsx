import { ChevronDown, ChevronsUp, ChevronUp, Minus } from "lucide-react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Priority } from "../../../shared/inbox/conversation.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import { NumberedChoices } from "./numbered-choices.tsx";

const PRIORITIES = [
  { priority: "low", icon: ChevronDown },
  { priority: "normal", icon: Minus },
  { priority: "high", icon: ChevronUp },
  { priority: "urgent", icon: ChevronsUp },
] as const;

export function PriorityQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const now = useInbox((state) => state.conversations.get(id)?.priority);
  const commands = useCommands();
  const { t } = useWords();
  const choose = (priority: Priority) => {
    if (priority !== now) void commands.setPriority(id, priority);
    onDone();
  };
  return (
    <NumberedChoices
      choices={PRIORITIES.map(({ icon: Icon, priority }) => ({
        value: priority,
        name: t(`priority.${priority}`),
        hint: priority === now ? t("priority.now") : undefined,
        icon: <Icon size={16} strokeWidth={1.75} />,
      }))}
      onChoose={choose}
    />
  );
}
