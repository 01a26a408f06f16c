import { CalendarClock, LayoutTemplate, Paperclip, SquareSlash } from "lucide-react";
import { useId } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Tip } from "../../ui/tip.tsx";
import type { Leaving } from "../../commands/leaving.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import type { ComposerMode } from "./composer.tsx";
import { LONGEST_MESSAGE } from "./composer-keys.ts";
import css from "./composer.module.css";
import { EmojiPicker } from "./emoji-picker.tsx";
import { ReasonMenu } from "./reason-menu.tsx";
import { sentenceText, useFindingSentence } from "./use-finding-sentence.ts";

interface Props {
  readonly mode: Exclude<ComposerMode, "template">;
  readonly length: number;
  readonly maySend: boolean;
  /** What makes sending impossible. */
  readonly stop: Finding | undefined;
  /** What asks for a reason each. */
  readonly confirms: readonly Finding[];
  readonly asksReason: boolean;
  readonly onAskReason: (open: boolean) => void;
  readonly onSend: (reasons?: Readonly<Record<string, string>>) => void;
  readonly leaving: Leaving | undefined;
  readonly onSchedule: () => void;
  readonly onCanned: () => void;
  readonly onTemplate: () => void;
  readonly onInsert: (text: string) => void;
}

/** From here on the number of characters is shown. */
const COUNTED_FROM = 3_600;

export function ComposerFoot(props: Props) {
  const { asksReason, confirms, leaving, length, maySend, mode, onAskReason, onCanned, onInsert, onSchedule, onSend, onTemplate, stop } = props;
  const { t, time } = useWords();
  const connection = useInbox((state) => state.connection.kind);
  const icon = { size: 17, strokeWidth: 1.75 } as const;
  return (
    <div className={css["foot"]}>
      <IconButton label={t("composer.attach")} side="top" disabled>
        <Paperclip {...icon} />
      </IconButton>
      <EmojiPicker onPick={onInsert} />
      {mode === "reply" ? (
        // The list stands for the field: the caret stays there.
        <IconButton label={t("composer.canned")} shortcut="/" side="top" onMouseDown={(event) => event.preventDefault()} onClick={onCanned}>
          <SquareSlash {...icon} />
        </IconButton>
      ) : null}
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
      {mode === "reply" ? (
        <IconButton label={t("action.schedule")} shortcut="Ctrl+Shift+Enter" side="top" onClick={onSchedule}>
          <CalendarClock {...icon} />
        </IconButton>
      ) : null}
      {mode === "note" ? (
        <Button className={css["addNote"]} disabled={!maySend} onClick={() => onSend()}>
          {t("composer.addNote")}
        </Button>
      ) : stop !== undefined ? (
        <StoppedSend finding={stop} />
      ) : confirms.length > 0 ? (
        <ReasonMenu open={asksReason} onOpen={onAskReason} confirms={confirms} onReasons={onSend} disabled={!maySend} />
      ) : (
        <Button look="primary" disabled={!maySend} onClick={() => onSend()}>
          {t(leaving === undefined ? "composer.send" : "schedule.do")}
        </Button>
      )}
    </div>
  );
}

/** [S0-1] It says why, to the pointer and to a screen reader. */
function StoppedSend({ finding }: { readonly finding: Finding }) {
  const { t } = useWords();
  const id = useId();
  const why = sentenceText(useFindingSentence(finding));
  return (
    <Tip text={why} side="top">
      {/* A disabled button hears no pointer. */}
      <span className={css["stopped"]}>
        <Button look="primary" disabled aria-describedby={id}>
          {t("composer.send")}
        </Button>
        <span id={id} hidden>
          {why}
        </span>
      </span>
    </Tip>
  );
}
