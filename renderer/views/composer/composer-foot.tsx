import { LayoutTemplate, Paperclip, SquareSlash } from "lucide-react";
import { Button, IconButton } from "../../ui/button.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import type { ComposerMode } from "./composer.tsx";
import { LONGEST_MESSAGE } from "./composer-keys.ts";
import css from "./composer.module.css";
import { EmojiPicker } from "./emoji-picker.tsx";
import { ReasonMenu } from "./reason-menu.tsx";

interface Props {
  readonly mode: Exclude<ComposerMode, "template">;
  readonly length: number;
  readonly maySend: boolean;
  readonly needsReason: boolean;
  readonly asksReason: boolean;
  readonly onAskReason: (open: boolean) => void;
  readonly onSend: (reason?: string) => void;
  readonly onTemplate: () => void;
  readonly onInsert: (text: string) => void;
}

/** From here on the number of characters is shown. */
const COUNTED_FROM = 3_600;

export function ComposerFoot({ asksReason, length, maySend, mode, needsReason, onAskReason, onInsert, onSend, onTemplate }: Props) {
  const { t, time } = useWords();
  const connection = useInbox((state) => state.connection.kind);
  const icon = { size: 17, strokeWidth: 1.75 } as const;
  return (
    <div className={css["foot"]}>
      <IconButton label={t("composer.attach")} side="top" disabled>
        <Paperclip {...icon} />
      </IconButton>
      <EmojiPicker onPick={onInsert} />
      <IconButton label={t("composer.canned")} side="top" disabled>
        <SquareSlash {...icon} />
      </IconButton>
      <IconButton label={t("composer.templates")} shortcut="t" side="top" onClick={onTemplate}>
        <LayoutTemplate {...icon} />
      </IconButton>
      <span className={css["hint"]} role="status">
        {length >= COUNTED_FROM ? (
          <span data-tone={length > LONGEST_MESSAGE ? "bad" : undefined}>
            {t("composer.count", { used: time.number(length), most: time.number(LONGEST_MESSAGE) })}
          </span>
        ) : connection === "offline" && mode === "reply" ? (
          t("composer.offline")
        ) : connection === "upgrade" ? (
          t("composer.tooOld")
        ) : null}
      </span>
      {mode === "note" ? (
        <Button className={css["addNote"]} disabled={!maySend} onClick={() => onSend()}>
          {t("composer.addNote")}
        </Button>
      ) : needsReason ? (
        <ReasonMenu open={asksReason} onOpen={onAskReason} onReason={onSend} disabled={!maySend} />
      ) : (
        <Button look="primary" disabled={!maySend} onClick={() => onSend()}>
          {t("composer.send")}
        </Button>
      )}
    </div>
  );
}
