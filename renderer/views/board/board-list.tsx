import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import type { AgentAtWork } from "../../../shared/board/agent-load.ts";
import { chooseAll, chooseNone, extendTo, moveTo, NOTHING_CHOSEN, toggle, type Selection } from "../../../shared/board/selection.ts";
import type { BoardRow as Row } from "../../../shared/board/board-row.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useUi } from "../../state/ui-store.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import css from "./board-list.module.css";
import { BoardRow } from "./board-row.tsx";
import { BulkActions, type BulkQuestion } from "./bulk-actions.tsx";
import { GroupRow } from "./group-row.tsx";
import { ListHead } from "./list-head.tsx";
import { ListNone } from "./list-none.tsx";
import { ListTools } from "./list-tools.tsx";
import type { Board } from "./use-board.ts";
import type { Bulk } from "./use-bulk.ts";

interface Props {
  readonly board: Board;
  readonly leads: boolean;
  readonly bulk: Bulk;
  readonly people: readonly AgentAtWork[];
  /** How many rows are chosen. */
  readonly onChosen: (count: number) => void;
}

const ROW = { comfortable: 37, compact: 30 } as const;
const QUESTIONS: Readonly<Record<string, BulkQuestion>> = { a: "assign", p: "priority", n: "comment", y: "acknowledge" };

/** Everything that is breached or due, live; only the rows on screen exist, and nothing is sorted here. */
export function BoardList({ board: { index, version }, bulk, leads, onChosen, people }: Props) {
  const filter = useUi((ui) => ui.board.filter);
  const density = useUi((ui) => ui.density);
  const commands = useCommands();
  const { t } = useWords();
  const [selection, setSelection] = useState<Selection>(NOTHING_CHOSEN);
  const [asking, setAsking] = useState<BulkQuestion>();
  const scroller = useRef<HTMLDivElement>(null);

  const count = index.itemCount();
  // oxlint-disable-next-line react/incompatible-library -- used in this component alone; no compiler memoises it
  const items = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW[density],
    getItemKey: (at) => {
      const item = index.itemAt(at);
      return item === undefined ? at : item.kind === "row" ? item.row.key : `group ${item.key}`;
    },
    overscan: 8,
  });
  useEffect(() => items.measure(), [density, items]);

  // What is answered, resolved or filtered away is chosen no more: nobody acts on what they do not see.
  const chosen = useMemo(() => {
    const still = [...selection.chosen].flatMap((key) => (index.itemIndexOf(key) < 0 ? [] : (index.rowOf(key) ?? [])));
    return { rows: still, keys: new Set(still.map(({ key }) => key)) };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the index changes in place; `version` says when
  }, [selection, index, version, filter]);
  useEffect(() => onChosen(chosen.rows.length), [chosen, onChosen]);

  const keys = useCallback(() => index.rows().map(({ key }) => key), [index]);
  const open = useCallback((row: Row) => openConversation(row.conversation.id, commands), [commands]);
  const choose = useCallback(
    (row: Row, { shiftKey }: Pick<MouseEvent, "shiftKey">) => setSelection((now) => (shiftKey ? extendTo(now, row.key, keys()) : toggle(now, row.key))),
    [keys],
  );
  const point = useCallback((row: Row) => setSelection((now) => moveTo(now, row.key)), []);
  const { drag } = bulk;
  const startDrag = useCallback((row: Row) => drag(chosen.keys.has(row.key) ? chosen.rows : [row]), [chosen, drag]);

  const at = selection.at === undefined ? -1 : index.itemIndexOf(selection.at);
  const step = (by: number, extend: boolean): void => {
    let next = at < 0 ? (by > 0 ? -1 : count) : at;
    do next += by;
    while (index.itemAt(next)?.kind === "group");
    const item = index.itemAt(Math.min(count - 1, Math.max(0, next)));
    if (item?.kind !== "row") return;
    setSelection((now) => (extend ? extendTo(now.anchor === undefined ? moveTo(now, item.row.key) : now, item.row.key, keys()) : moveTo(now, item.row.key)));
    items.scrollToIndex(index.itemIndexOf(item.row.key), { align: "auto" });
  };
  const jump = (place: number): void => {
    const row = index.rows().at(place);
    if (row === undefined) return;
    setSelection((now) => moveTo(now, row.key));
    items.scrollToIndex(index.itemIndexOf(row.key), { align: "auto" });
  };

  const press = (event: KeyboardEvent): void => {
    const row = selection.at === undefined || at < 0 ? undefined : index.rowOf(selection.at);
    const command = event.ctrlKey || event.metaKey;
    const act = (): boolean => {
      if (command && event.key.toLowerCase() === "a") return (setSelection((now) => chooseAll(now, keys())), true);
      if (command || event.altKey) return false;
      switch (event.key) {
        case "j":
        case "ArrowDown":
        case "J":
          return (step(1, event.shiftKey), true);
        case "k":
        case "ArrowUp":
        case "K":
          return (step(-1, event.shiftKey), true);
        case "Home":
          return (jump(0), true);
        case "End":
          return (jump(-1), true);
        case "x":
        case " ":
          return row === undefined ? false : (setSelection((now) => toggle(now, row.key)), true);
        case "Enter":
          return row === undefined ? false : (open(row), true);
        case "Escape":
          return chosen.rows.length === 0 ? false : (setSelection(chooseNone), true);
        default: {
          const question = leads ? QUESTIONS[event.key] : undefined;
          if (question === undefined || (chosen.rows.length === 0 && row === undefined)) return false;
          if (chosen.rows.length === 0 && row !== undefined) setSelection((now) => toggle(now, row.key));
          return (setAsking(question), true);
        }
      }
    };
    if (act()) event.preventDefault();
  };

  const rows = index.rowCount();
  return (
    <section className={css["card"]} aria-labelledby="board-list-title">
      <header className={css["head"]}>
        <h2 id="board-list-title">{t(`board.list.${filter.state}`)}</h2>
        <span className={css["count"]}>{rows}</span>
        {leads && chosen.rows.length > 0 ? (
          <BulkActions rows={chosen.rows} people={people} bulk={bulk} asking={asking} onAsk={setAsking} onNone={() => setSelection(chooseNone)} />
        ) : null}
      </header>
      <ListTools index={index} version={version} leads={leads} />
      {rows === 0 ? (
        <ListNone filter={filter} />
      ) : (
        <>
          <ListHead
            filter={filter}
            all={chosen.rows.length === rows}
            some={chosen.rows.length > 0}
            leads={leads}
            onAll={(all) => setSelection((now) => (all ? chooseAll(now, keys()) : chooseNone(now)))}
          />
          <div
            ref={scroller}
            id="board-list"
            className={css["scroller"]}
            role="grid"
            tabIndex={0}
            aria-labelledby="board-list-title"
            aria-multiselectable={leads}
            aria-rowcount={count}
            aria-activedescendant={at >= 0 ? `board-row-${at}` : undefined}
            onFocus={(event) => event.target === event.currentTarget && at < 0 && jump(0)}
            onKeyDown={press}
          >
            <div className={css["all"]} style={{ height: items.getTotalSize() }} role="presentation">
              {items.getVirtualItems().map(({ index: place, key, size, start }) => {
                const item = index.itemAt(place);
                if (item === undefined) return null;
                return (
                  <div key={key} role="presentation" className={css["place"]} style={{ height: size, transform: `translateY(${start}px)` }}>
                    {item.kind === "group" ? (
                      <GroupRow name={item.name} count={item.count} group={filter.group} place={place} />
                    ) : (
                      <BoardRow
                        row={item.row}
                        place={place}
                        chosen={chosen.keys.has(item.row.key)}
                        current={place === at}
                        leads={leads}
                        onChoose={choose}
                        onPoint={point}
                        onOpen={open}
                        onDrag={startDrag}
                      />
                    )}
                  </div>
                );
              })}
            </div>
          </div>
        </>
      )}
    </section>
  );
}
