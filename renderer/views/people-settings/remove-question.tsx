import { useState } from "react";
import type { SettingsSaved } from "../../commands/kept-settings.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import { PersonFoot } from "./person-foot.tsx";
import css from "./people-settings.module.css";

interface Props {
  readonly title: string;
  /** What becomes of what they had. */
  readonly means: readonly string[];
  readonly does: string;
  readonly remove: () => Promise<SettingsSaved>;
  readonly onDone: (removed: boolean) => void;
}

/** [HO6] Says what it means before it is done, and stays until the server has said that it is. */
export function RemoveQuestion({ does, means, onDone, remove, title }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Exclude<SettingsSaved, "saved">>();
  const go = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const outcome = await remove();
    if (outcome === "saved") return onDone(true);
    setBusy(false);
    setProblem(outcome);
  };
  return (
    <Dialog open onClose={() => onDone(false)} title={title} closeLabel={t("common.close")} width={440}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <ul className={css["means"]}>
          {means.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <PersonFoot
          problem={problem === undefined ? undefined : t(`people.problem.${problem}`)}
          busy={busy}
          does={does}
          look="danger"
          onCancel={() => onDone(false)}
        />
      </form>
    </Dialog>
  );
}
