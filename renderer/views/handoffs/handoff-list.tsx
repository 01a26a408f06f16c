import { useCallback } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { setUi, useUi } from "../../state/ui-store.ts";
import { useVirtualList } from "../../ui/use-virtual-list.ts";
import { useWords } from "../words/use-words.ts";
import { HandoffStrip } from "./handoff-strip.tsx";
import css from "./handoffs-page.module.css";
import { claimFromQueue } from "./queue-steps.ts";

const STRIP = { comfortable: 86, compact: 70 } as const;

interface Props {
  readonly ids: readonly ConversationId[];
  readonly selected: ConversationId | undefined;
}

/** Only the strips on screen exist; a click looks, a double click claims. */
export function HandoffList({ ids, selected }: Props) {
  const density = useUi((ui) => ui.density);
  const commands = useCommands();
  const { t } = useWords();
  const { height, lines, place, scroller } = useVirtualList({ ids, selected, height: STRIP[density] });
  const look = useCallback((id: ConversationId) => setUi({ handoffSelected: id }), []);
  const claim = useCallback((id: ConversationId) => claimFromQueue(commands, id), [commands]);

  return (
    <div
      ref={scroller}
      id="handoff-list"
      className={css["scroller"]}
      role="listbox"
      tabIndex={0}
      aria-label={t("handoffs.list")}
      aria-activedescendant={place >= 0 ? `handoff-${selected}` : undefined}
    >
      <div className={css["all"]} style={{ height }}>
        {lines.map(({ id, index, start }) => (
          <div key={id} role="presentation" className={css["place"]} style={{ transform: `translateY(${start}px)` }}>
            <HandoffStrip id={id} selected={id === selected} index={index} total={ids.length} onLook={look} onClaim={claim} />
          </div>
        ))}
      </div>
    </div>
  );
}
