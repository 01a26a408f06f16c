import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./long-text.module.css";
import { RichText } from "./rich-text.tsx";

/** Longer than this is folded; 4,096 characters would push everything else away. */
const LONG = 1_200;
const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s){1,24}$/u;

export function LongText({ text }: { readonly text: string }) {
  const [open, setOpen] = useState(false);
  const { t } = useWords();
  if (emojiOnly.test(text) && /\p{Extended_Pictographic}/u.test(text)) return <p className={css["emoji"]}>{text}</p>;
  if (text.length <= LONG) return <RichText text={text} />;
  return (
    <div>
      <RichText text={open ? text : `${cut(text)}…`} />
      <Button look="link" className={css["more"]} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? "message.less" : "message.more")}
      </Button>
    </div>
  );
}

/** At a space, so that no word and no emoji is torn. */
function cut(text: string): string {
  const head = text.slice(0, LONG);
  const space = head.lastIndexOf(" ");
  return space > LONG / 2 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/u, "");
}
