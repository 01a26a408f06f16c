import type { ConversationId } from "../../../shared/ids.ts";
import { useWords } from "../words/use-words.ts";
import type { ComposerMode } from "./composer.tsx";
import css from "./composer.module.css";
import { DueLine } from "./due-line.tsx";

const MODES: readonly ComposerMode[] = ["reply", "note", "template"];

interface Props {
  readonly id: ConversationId;
  readonly mode: ComposerMode;
  readonly onMode: (mode: ComposerMode) => void;
}

export function ComposerHead({ id, mode, onMode }: Props) {
  const { t } = useWords();
  return (
    <div className={css["head"]}>
      <div role="tablist" className={css["tabs"]}>
        {MODES.map((each) => (
          <button key={each} type="button" role="tab" aria-selected={each === mode} className={css["tab"]} onClick={() => onMode(each)}>
            {t(`composer.${each}`)}
          </button>
        ))}
      </div>
      <DueLine id={id} />
    </div>
  );
}
