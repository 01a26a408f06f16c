import { CopyX, Ellipsis, Hand, MessageSquareShare, ShieldAlert } from "lucide-react";
import { useWords } from "../words/use-words.ts";
import { NumberedChoices } from "./numbered-choices.tsx";

const REASONS = [
  { reason: "goodbye", icon: Hand },
  { reason: "spam", icon: ShieldAlert },
  { reason: "elsewhere", icon: MessageSquareShare },
  { reason: "duplicate", icon: CopyX },
  { reason: "other", icon: Ellipsis },
] as const;

/** [S11] [S15] Why a customer who waits needs no reply. */
export function ReplyReasons({ onChoose }: { readonly onChoose: (reason: string) => void }) {
  const { t } = useWords();
  return (
    <NumberedChoices
      choices={REASONS.map(({ icon: Icon, reason }) => ({ value: reason, name: t(`resolve.reason.${reason}`), icon: <Icon size={16} strokeWidth={1.75} /> }))}
      onChoose={onChoose}
    />
  );
}
