import { useState, type KeyboardEvent } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import type { HopTarget } from "../../state/ui-state.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { openNextAfter } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import css from "./hop-question.module.css";

interface NoteProps {
  readonly label: string;
  readonly hint: string;
  readonly action: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onSend: (note: string | undefined) => void;
}

const LONGEST = 10_000;

/** A word for the next one: nobody has to read everything again. Ctrl+Enter sends it off. */
export function HopNote({ action, autoFocus = false, disabled = false, hint, label, onSend }: NoteProps) {
  const [note, setNote] = useState("");
  const send = () => {
    if (!disabled) onSend(note.trim() === "" ? undefined : note.trim());
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label>
        {label}
        <textarea rows={3} maxLength={LONGEST} value={note} autoFocus={autoFocus} onKeyDown={press} onChange={(event) => setNote(event.target.value)} />
      </label>
      <p className={css["hint"]}>{hint}</p>
      <Button look="primary" type="submit" disabled={disabled}>
        {action}
      </Button>
    </form>
  );
}

/** [HO7] [HO8] Holds the hop for as long as it can be taken back, and goes on to the next conversation. */
export function useHop(id: ConversationId, onDone: () => void): (to: HopTarget, note: string | undefined, force?: boolean) => void {
  const commands = useCommands();
  return (to, note, force = false) => {
    if (readUi().opened === id) openNextAfter(id, commands);
    setUi({ heldHop: { conversationId: id, to, note, force } });
    onDone();
  };
}

/** [HO7] */
export function ReturnQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const hop = useHop(id, onDone);
  const bot = useInbox((state) => {
    const botId = state.conversations.get(id)?.handoff?.botId;
    return botId === undefined ? undefined : state.agents.get(botId)?.name;
  });
  const { t } = useWords();
  return (
    <HopNote
      autoFocus
      label={bot === undefined ? t("toBot.note") : t("toBot.noteFor", { bot })}
      hint={t("toBot.hint")}
      action={t("toBot.do")}
      onSend={(note) => hop("bot", note)}
    />
  );
}
