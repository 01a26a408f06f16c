import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./guard-strip.module.css";

export function DiscardedLine({ onUndo }: { readonly onUndo: () => void }) {
  const { t } = useWords();
  return (
    <div className={css["undo"]} role="status">
      <span>{t("guard.discarded")}</span>
      <Button look="link" onClick={onUndo}>
        {t("guard.undo")}
      </Button>
    </div>
  );
}
