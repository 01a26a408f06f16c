import type { ConversationId } from "../../../shared/ids.ts";
import { useTicker } from "../../state/ticker.ts";
import { Tip } from "../../ui/tip.tsx";
import { closesBeforeSentence, closesBeforeWords, useClosesBefore } from "../words/closes-before.ts";
import { useWords } from "../words/use-words.ts";
import css from "./clock-chip.module.css";

interface Props {
  readonly id: ConversationId;
  /** [R1] The window bites before the reply does. */
  readonly closesFirst: boolean;
}

/** What stands beside the chip in red: the window closes before the desk opens (R2), or before the reply is due. */
export function ChipReason({ id, closesFirst }: Props) {
  const closes = useClosesBefore(id);
  const ticker = useTicker();
  const words = useWords();

  if (closes !== undefined) {
    const sentence = closesBeforeSentence(closes, ticker.now(), words);
    return (
      <Tip text={sentence}>
        <span className={css["why"]} data-why="" role="img" aria-label={sentence}>
          {closesBeforeWords(closes, words)}
        </span>
      </Tip>
    );
  }
  if (!closesFirst) return null;
  return (
    <span className={css["why"]} data-why="">
      {words.t("chip.closesFirst")}
    </span>
  );
}
