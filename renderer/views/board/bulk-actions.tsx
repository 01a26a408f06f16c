import { X } from "lucide-react";
import { useState } from "react";
import type { AgentAtWork } from "../../../shared/board/agent-load.ts";
import type { BoardRow } from "../../../shared/board/board-row.ts";
import type { Priority } from "../../../shared/inbox/conversation.ts";
import { BREACH_CAUSES } from "../../../shared/sla/breach-causes.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { NumberedChoices } from "../asking/numbered-choices.tsx";
import { useWords } from "../words/use-words.ts";
import { AssignMany } from "./assign-many.tsx";
import css from "./board-list.module.css";
import type { BulkAct } from "./run-bulk.ts";
import type { Bulk } from "./use-bulk.ts";

export type BulkQuestion = "assign" | "priority" | "comment" | "acknowledge";
const QUESTIONS: readonly { readonly question: BulkQuestion; readonly shortcut: string }[] = [
  { question: "assign", shortcut: "a" },
  { question: "priority", shortcut: "p" },
  { question: "comment", shortcut: "n" },
  { question: "acknowledge", shortcut: "y" },
];
const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

interface Props {
  readonly rows: readonly BoardRow[];
  readonly people: readonly AgentAtWork[];
  readonly bulk: Bulk;
  readonly asking: BulkQuestion | undefined;
  readonly onAsk: (question: BulkQuestion | undefined) => void;
  readonly onNone: () => void;
}

/** What can be done with everything that is chosen. */
export function BulkActions({ asking, bulk, onAsk, onNone, people, rows }: Props) {
  const { t } = useWords();
  const close = (): void => {
    onAsk(undefined);
    requestAnimationFrame(() => document.activeElement === document.body && document.getElementById("board-list")?.focus());
  };
  const act = (what: BulkAct): void => {
    close();
    void bulk.run(rows, what);
  };
  return (
    <div className={css["bulk"]} role="toolbar" aria-label={t("board.bulk")}>
      <span aria-live="polite">{t("board.chosen", { count: rows.length })}</span>
      {QUESTIONS.map(({ question, shortcut }) => (
        <Button key={question} size="small" disabled={bulk.running} aria-keyshortcuts={shortcut} onClick={() => onAsk(question)}>
          {t(`board.bulk.${question}`)}
        </Button>
      ))}
      <IconButton label={t("board.chooseNone")} shortcut="Escape" onClick={onNone}>
        <X size={15} strokeWidth={1.75} />
      </IconButton>
      {asking === undefined ? null : (
        <Dialog open onClose={close} closeLabel={t("common.close")} width={400} title={t(`board.ask.${asking}`, { count: rows.length })}>
          {asking === "assign" ? (
            <AssignMany people={people} onChoose={(to) => act({ kind: "assign", to })} />
          ) : asking === "priority" ? (
            <NumberedChoices
              choices={PRIORITIES.map((value) => ({ value, name: t(`priority.${value}`) }))}
              onChoose={(priority) => act({ kind: "priority", priority })}
            />
          ) : asking === "acknowledge" ? (
            <NumberedChoices
              choices={BREACH_CAUSES.map((value) => ({ value, name: t(`cause.${value}`) }))}
              onChoose={(cause) => act({ kind: "acknowledge", cause })}
            />
          ) : (
            <Comment onSay={(text) => act({ kind: "comment", text })} />
          )}
        </Dialog>
      )}
    </div>
  );
}

/** One note for each conversation; customers never see it. */
function Comment({ onSay }: { readonly onSay: (text: string) => void }) {
  const [text, setText] = useState("");
  const { t } = useWords();
  const said = text.trim();
  return (
    <form
      className={css["comment"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (said !== "") onSay(said);
      }}
    >
      <textarea
        autoFocus
        rows={4}
        maxLength={10_000}
        aria-label={t("board.comment")}
        placeholder={t("board.comment")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && said !== "") onSay(said);
        }}
      />
      <Button type="submit" look="primary" disabled={said === ""}>
        {t("board.comment.say")}
      </Button>
    </form>
  );
}
