import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { RichText } from "../message/rich-text.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./context-column.module.css";

/** The team's notes, newest first. */
export function NotesSection({ id }: { readonly id: ConversationId }) {
  const notes = useInbox((state) => state.threads.get(id)?.notes);
  const agents = useInbox((state) => state.agents);
  const ticker = useTicker();
  const { t, time } = useWords();
  if (notes === undefined || notes.length === 0) return <p className={css["quiet"]}>{t("context.notesNone")}</p>;

  return (
    <ul className={css["notes"]}>
      {notes.toReversed().map((note) => (
        <li key={note.id} className={css["note"]}>
          <RichText text={note.text} />
          <p className={css["quiet"]}>
            <bdi>{agents.get(note.by)?.name ?? t("common.unknown")}</bdi>, {time.until(note.at, ticker.now())}
          </p>
        </li>
      ))}
    </ul>
  );
}
