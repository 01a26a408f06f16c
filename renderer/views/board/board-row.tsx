import { ChevronUp, ChevronsUp, DoorOpen, Flame, HandHelping, MessageSquareQuote, Timer, type LucideIcon } from "lucide-react";
import { createElement, memo, type MouseEvent } from "react";
import type { BoardClock, BoardRow as Row } from "../../../shared/board/board-row.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicking } from "../../state/ticker.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { nextTick } from "../words/chip-face.ts";
import { contactName, hueOf, initials } from "../words/names.ts";
import { causeWords } from "../words/reason-words.ts";
import { useWords } from "../words/use-words.ts";
import css from "./board-list.module.css";
import { rowTime } from "./row-words.ts";

interface Props {
  readonly row: Row;
  readonly place: number;
  readonly chosen: boolean;
  /** The keyboard stands here. */
  readonly current: boolean;
  readonly leads: boolean;
  readonly onChoose: (row: Row, event: Pick<MouseEvent, "shiftKey">) => void;
  readonly onPoint: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  readonly onDrag: (row: Row) => void;
}

/** One promise. Its time is written by the ticker, to the second; React draws it anew only when its row is news. */
export const BoardRow = memo(function BoardRow({ chosen, current, leads, onChoose, onDrag, onOpen, onPoint, place, row }: Props) {
  const { clock, conversation, dueAt, kind } = row;
  const contact = useInbox((state) => state.contacts.get(conversation.contactId));
  const team = useInbox((state) => (conversation.teamId === undefined ? undefined : state.teams.get(conversation.teamId)?.name));
  const owner = useInbox((state) => (conversation.assigneeId === undefined ? undefined : state.agents.get(conversation.assigneeId)?.name));
  const calendars = useInbox((state) => state.calendars);
  const words = useWords();
  const { t, time } = words;
  const name = contactName(contact);

  const left = useTicking<HTMLSpanElement>(
    (node, now, certain) => {
      const { left: text, tone } = rowTime(row, now, calendars, words);
      const shown = certain ? text : t("remaining.about", { time: text });
      if (node.textContent !== shown) node.textContent = shown;
      if (node.getAttribute("data-tone") !== tone) {
        node.setAttribute("data-tone", tone);
        node.parentElement?.setAttribute("data-late", String(tone === "bad"));
      }
      return nextTick(dueAt, now);
    },
    [row, calendars, words],
  );
  const due = useTicking<HTMLSpanElement>(
    (node, now) => {
      const text = time.dated(dueAt, now);
      if (node.textContent !== text) node.textContent = text;
      return undefined;
    },
    [dueAt, time],
  );

  const click = (event: MouseEvent): void => {
    if (!leads) return onPoint(row);
    if (event.shiftKey || event.ctrlKey || event.metaKey) return onChoose(row, event);
    onPoint(row);
  };
  return (
    <div
      id={`board-row-${place}`}
      role="row"
      aria-rowindex={place + 1}
      aria-selected={chosen}
      data-current={current || undefined}
      className={css["row"]}
      draggable={leads}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", name);
        onDrag(row);
      }}
      onClick={click}
      onDoubleClick={() => onOpen(row)}
    >
      {leads ? (
        <span role="gridcell" className={css["check"]}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={chosen}
            aria-label={t("board.choose", { name })}
            onClick={(event) => {
              event.stopPropagation();
              onChoose(row, event);
            }}
            onChange={() => {}}
          />
        </span>
      ) : null}
      <span role="gridcell" className={css["customer"]}>
        <Avatar initials={initials(name)} hue={hueOf(conversation.contactId)} size={22} />
        <button type="button" tabIndex={-1} className={css["open"]} onClick={() => onOpen(row)}>
          <bdi>{name}</bdi>
        </button>
        {conversation.priority === "urgent" || conversation.priority === "high" ? (
          <span className={css["mark"]} role="img" aria-label={t(`priority.${conversation.priority}`)} title={t(`priority.${conversation.priority}`)}>
            {createElement(conversation.priority === "urgent" ? ChevronsUp : ChevronUp, { size: 14, strokeWidth: 1.75 })}
          </span>
        ) : null}
      </span>
      <span role="gridcell" className={css["clock"]}>
        {createElement(ICONS[kind], { size: 14, strokeWidth: 1.75, "aria-hidden": true })}
        <span>{t(`clock.${kind}`)}</span>
        {clock?.cause === undefined ? null : (
          <span
            className={css["cause"]}
            role="img"
            aria-label={t("cause.said", { cause: causeWords(clock.cause, t) })}
            title={t("cause.said", { cause: causeWords(clock.cause, t) })}
          >
            <MessageSquareQuote size={14} strokeWidth={1.75} />
          </span>
        )}
      </span>
      <span role="gridcell" className={css["left"]}>
        <Flame size={13} strokeWidth={1.75} role="img" aria-label={t("board.late")} />
        <span ref={left} />
      </span>
      <span role="gridcell" className={css["due"]}>
        <span ref={due} />
      </span>
      <span role="gridcell" className={css["team"]} data-none={team === undefined || undefined}>
        <bdi>{team ?? t("board.noTeam")}</bdi>
      </span>
      <span role="gridcell" className={css["owner"]} data-none={owner === undefined || undefined}>
        <bdi>{owner ?? t(conversation.handoff !== undefined && conversation.handoff.claimedBy === undefined ? "board.queue" : "board.unassigned")}</bdi>
      </span>
    </div>
  );
});

const ICONS: Readonly<Record<BoardClock, LucideIcon>> = {
  handoff: HandHelping,
  "first-reply": Timer,
  "next-reply": Timer,
  resolution: Timer,
  window: DoorOpen,
};
