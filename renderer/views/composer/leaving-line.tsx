import { CalendarClock } from "lucide-react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Leaving } from "../../commands/leaving.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./guard-strip.module.css";
import { useLeavingSentence } from "./use-leaving-sentence.ts";

interface Props {
  readonly id: ConversationId;
  readonly leaving: Leaving;
  readonly onChange: () => void;
  readonly onNow: () => void;
}

/** What is being written has its time: when, and the ways to another one. */
export function LeavingLine({ id, leaving, onChange, onNow }: Props) {
  const { t } = useWords();
  const sentence = useLeavingSentence(id);
  return (
    <div className={css["undo"]} role="status">
      <CalendarClock size={15} strokeWidth={1.75} aria-hidden="true" />
      <span>{sentence(leaving)}</span>
      <Button look="link" onClick={onChange}>
        {t("leaving.change")}
      </Button>
      <Button look="link" onClick={onNow}>
        {t("leaving.now")}
      </Button>
    </div>
  );
}
