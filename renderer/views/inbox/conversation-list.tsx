import { useCallback } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { isFirstFetch } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { useVirtualList } from "../../ui/use-virtual-list.ts";
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
  const loading = useInbox(isFirstFetch);
  const commands = useCommands();
  const { t } = useWords();
  const { height, lines, place, scroller } = useVirtualList({ ids, selected, height: STRIP[density] });
  const open = useCallback((id: ConversationId) => openConversation(id, commands), [commands]);

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
      <div className={css["all"]} style={{ height }}>
        {lines.map(({ id, index, start }) => (
          <div key={id} role="presentation" className={css["place"]} style={{ transform: `translateY(${start}px)` }}>
            <ConversationRow id={id} selected={id === selected} index={index} total={ids.length} onOpen={open} />
          </div>
        ))}
      </div>
    </div>
  );
}
