import { TriangleAlert } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./people-settings.module.css";

interface Props {
  readonly problem: string | undefined;
  readonly busy: boolean;
  readonly does: string;
  readonly look?: "primary" | "danger";
  readonly disabled?: boolean;
  readonly onCancel: () => void;
}

/** Why it did not work, and the two ways on. */
export function PersonFoot({ busy, disabled = false, does, look = "primary", onCancel, problem }: Props) {
  const { t } = useWords();
  return (
    <>
      {problem === undefined ? null : (
        <p className={css["problem"]} role="alert">
          <TriangleAlert size={15} strokeWidth={1.75} aria-hidden="true" />
          {problem}
        </p>
      )}
      <div className={css["answers"]}>
        <Button onClick={onCancel}>{t("people.cancel")}</Button>
        <Button type="submit" look={look} aria-busy={busy} disabled={disabled}>
          {busy ? t("people.doing") : does}
        </Button>
      </div>
    </>
  );
}
