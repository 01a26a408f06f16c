import { TriangleAlert } from "lucide-react";
import type { BotSaved } from "../../commands/bots.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./bots.module.css";

interface Props {
  readonly problem: Exclude<BotSaved, { kind: "saved" }> | undefined;
  readonly busy: boolean;
  readonly does: string;
  readonly onCancel: () => void;
}

/** Why it did not work, and the two ways on. */
export function DialogFoot({ busy, does, onCancel, problem }: Props) {
  const { t } = useWords();
  return (
    <>
      {problem === undefined ? null : (
        <p className={css["problem"]} role="alert">
          <TriangleAlert size={15} strokeWidth={1.75} aria-hidden="true" />
          {problem.kind === "refused" ? problem.title : t(`bots.problem.${problem.kind}`)}
        </p>
      )}
      <div className={css["answers"]}>
        <Button onClick={onCancel}>{t("bots.cancel")}</Button>
        <Button type="submit" look="primary" aria-busy={busy}>
          {busy ? t("bots.saving") : does}
        </Button>
      </div>
    </>
  );
}
