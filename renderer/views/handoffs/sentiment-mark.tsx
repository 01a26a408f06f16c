import { Frown, Meh, Smile } from "lucide-react";
import type { Handoff } from "../../../shared/inbox/conversation.ts";
import { Tip } from "../../ui/tip.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-strip.module.css";

const FACES = { positive: Smile, neutral: Meh, negative: Frown } as const;

/** How the customer feels, by the bot's judgement: a face and its word. */
export function SentimentMark({ sentiment }: Pick<Handoff, "sentiment">) {
  const { t } = useWords();
  if (sentiment === undefined) return null;
  const Face = FACES[sentiment];
  const word = t(`handoffs.sentiment.${sentiment}`);
  return (
    <Tip text={word}>
      <span className={css["fact"]} role="img" aria-label={word}>
        <Face size={14} strokeWidth={1.75} />
      </span>
    </Tip>
  );
}
