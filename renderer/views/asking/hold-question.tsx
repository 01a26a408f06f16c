import { CirclePause, Hourglass } from "lucide-react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useWords } from "../words/use-words.ts";
import { NumberedChoices } from "./numbered-choices.tsx";

/** [S12] What the case waits for: the customer, or somebody else. */
export function HoldQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const commands = useCommands();
  const { t } = useWords();
  const hold = (on: "customer" | "other") => {
    void (on === "customer" ? commands.hold(id, "customer") : commands.hold(id));
    onDone();
  };
  return (
    <NumberedChoices
      choices={[
        { value: "customer", name: t("hold.customer"), hint: t("hold.customer.hint"), icon: <Hourglass size={16} strokeWidth={1.75} /> },
        { value: "other", name: t("hold.other"), hint: t("hold.other.hint"), icon: <CirclePause size={16} strokeWidth={1.75} /> },
      ]}
      onChoose={hold}
    />
  );
}
