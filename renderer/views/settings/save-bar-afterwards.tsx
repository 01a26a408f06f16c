import { CircleCheck, Undo2, X } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import css from "../policies/save-bar.module.css";
import { useWords } from "../words/use-words.ts";
import { focusSettings } from "./focus-settings.ts";
import type { Saving } from "./saving.ts";

interface Props {
  readonly saving: Saving<unknown>;
  /** What is said when it is saved. */
  readonly saved: string;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

/** What has become of the changes: saved, or thrown away and to be had back. */
export function SaveBarAfterwards({ onDismiss, onUndo, saved, saving }: Props) {
  const { t } = useWords();
  useEffect(() => {
    // The button that was pressed has gone with the bar.
    if (saving.kind === "saved" && document.activeElement === document.body) focusSettings();
  }, [saving.kind]);
  const dismiss = () => {
    onDismiss();
    focusSettings();
  };
  const undo = () => {
    onUndo();
    focusSettings();
  };
  return (
    <div role="status" className={css["after"]}>
      {saving.kind === "saved" ? (
        <Line icon={<CircleCheck size={16} strokeWidth={1.75} />} onDismiss={dismiss}>
          <p>{saved}</p>
        </Line>
      ) : saving.kind === "discarded" ? (
        <Line icon={<Undo2 size={16} strokeWidth={1.75} />} onDismiss={dismiss}>
          <p>{t("policies.bar.discarded")}</p>
          <Button size="small" autoFocus onClick={undo}>
            {t("policies.undo")}
          </Button>
        </Line>
      ) : null}
    </div>
  );
}

interface LineProps {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly onDismiss: () => void;
}

function Line({ children, icon, onDismiss }: LineProps) {
  const { t } = useWords();
  return (
    <div className={css["bar"]}>
      <div className={css["line"]}>
        {icon}
        {children}
        <span className={css["grow"]} />
        <IconButton label={t("common.dismiss")} onClick={onDismiss}>
          <X size={14} strokeWidth={1.75} />
        </IconButton>
      </div>
    </div>
  );
}
