import { Reply, X } from "lucide-react";
import { IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./composer.module.css";

export function QuoteLine({ onDrop, text }: { readonly text: string; readonly onDrop: () => void }) {
  const { t } = useWords();
  return (
    <div className={css["quote"]}>
      <Reply size={14} strokeWidth={1.75} aria-label={t("composer.quoting")} />
      <bdi>{text}</bdi>
      <IconButton label={t("composer.dropQuote")} side="top" onClick={onDrop}>
        <X size={14} strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
