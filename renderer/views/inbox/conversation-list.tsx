import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import css from "./conversation-list.module.css";
import { ConversationRow } from "./conversation-row.tsx";
import { ListEmpty, ListLoading } from "./list-empty.tsx";

const STRIP = { comfortable: 72, compact: 54 } as const;

/** Only the rows on screen exist. The order comes sorted from the store; nothing is sorted here. */
export function ConversationList() {
  const ids = useInbox((state) => state.list.ids);
  const selected = useUi((ui) => ui.selected);
  const density = useUi((ui) => ui.density);
  const loading = useInbox((state) => state.connection.kind === "starting" && state.conversations.size === 0);
  const commands = useCommands();
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);

  // oxlint-disable-next-line react/incompatible-library -- used in this component alone; no compiler memoises it
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => STRIP[density],
    getItemKey: (index) => ids[index] ?? index,
    overscan: 6,
  });
  useEffect(() => rows.measure(), [density, rows]);

  const open = useCallback((id: ConversationId) => openConversation(id, commands), [commands]);

  // What is selected by keyboard comes into view.
  const place = selected === undefined ? -1 : ids.indexOf(selected);
  const newest = useRef(place);
  newest.current = place;
  useEffect(() => {
    if (newest.current >= 0) rows.scrollToIndex(newest.current, { align: "auto" });
  }, [selected, rows]);

  if (loading) return <ListLoading />;
  if (ids.length === 0) return <ListEmpty />;
  return (
    <div
      ref={scroller}
      id="conversation-list"
      className={css["scroller"]}
      role="listbox"
      tabIndex={0}
      aria-label={t("list.label")}
      aria-activedescendant={place >= 0 ? `row-${selected}` : undefined}
    >
      <div className={css["all"]} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const id = ids[index];
          if (id === undefined) return null;
          return (
            <div key={key} role="presentation" className={css["place"]} style={{ transform: `translateY(${start}px)` }}>
              <ConversationRow id={id} selected={id === selected} index={index} total={ids.length} onOpen={open} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
