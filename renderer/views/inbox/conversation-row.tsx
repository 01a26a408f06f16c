import { memo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { ClockChip } from "./clock-chip.tsx";
import { ContactRing } from "./contact-ring.tsx";
import css from "./conversation-row.module.css";
import { RowMarks } from "./row-marks.tsx";
import { RowWords } from "./row-words.tsx";

interface Props {
  readonly id: ConversationId;
  readonly selected: boolean;
  readonly index: number;
  readonly total: number;
  readonly onOpen: (id: ConversationId) => void;
}

/** Selects its own record, so news of one conversation render one row and not the list. */
export const ConversationRow = memo(function ConversationRow({ id, selected, index, total, onOpen }: Props) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const contact = useInbox((state) => (conversation === undefined ? undefined : state.contacts.get(conversation.contactId)));
  const ticker = useTicker();
  const { time } = useWords();
  if (conversation === undefined) return <div className={css["row"]} />;

  const at = conversation.lastMessage?.at ?? conversation.createdAt;
  return (
    <div
      id={`row-${id}`}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={css["row"]}
      data-unread={conversation.unread > 0 ? "" : undefined}
      onClick={() => onOpen(id)}
    >
      <ContactRing id={id} />
      <div className={css["body"]}>
        <div className={css["first"]}>
          <bdi className={css["name"]}>{contactName(contact)}</bdi>
          <span className={css["time"]}>{time.when(at, ticker.now())}</span>
        </div>
        <RowWords id={id} />
        <div className={css["third"]}>
          <ClockChip id={id} />
          <RowMarks id={id} />
        </div>
      </div>
    </div>
  );
});
