import { ArrowUpDown, ListFilter, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { SortKey } from "../../../shared/inbox/views.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { isFirstFetch } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu, MenuChoice } from "../../ui/menu.tsx";
import { onFocusFilter } from "../shell/focus.ts";
import { AsOf } from "../pending/as-of.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./list-header.module.css";
import { useViewName } from "./view-name.ts";

const SORTS: readonly SortKey[] = ["due", "newest", "oldest", "window"];

/** What the list shows, how much of it, in which order, narrowed by which words. */
export function ListHeader() {
  const list = useInbox((state) => state.list);
  const total = useInbox((state) => state.counts[state.list.view]);
  const isUnknown = useInbox(isFirstFetch);
  const commands = useCommands();
  const { t, time } = useWords();
  const [filtering, setFiltering] = useState(list.query !== "");
  const field = useRef<HTMLInputElement>(null);
  const name = useViewName(list.view);
  // Until all is read nothing is counted, and the first screens say nothing about how many there are.
  const isCounted = !isUnknown && (list.query !== "" || total !== undefined || list.ids.length === 0);
  const count = list.query === "" ? (total ?? 0) : list.ids.length;

  useEffect(
    () =>
      onFocusFilter(() => {
        // At once, so that the next key is typed into it.
        flushSync(() => setFiltering(true));
        field.current?.focus();
      }),
    [],
  );
  const close = () => {
    setFiltering(false);
    if (list.query !== "") commands.showView(list.view, list.sort, "");
    document.getElementById("conversation-list")?.focus();
  };

  return (
    <header className={css["header"]}>
      <div className={css["line"]}>
        <h2 className={css["title"]}>{name}</h2>
        <span className={css["count"]}>{isCounted ? time.number(count) : null}</span>
        <AsOf />
        <IconButton
          label={t("filter.label")}
          shortcut="/"
          framed
          aria-pressed={filtering}
          className={css["small"]}
          onClick={() => (filtering ? close() : setFiltering(true))}
        >
          <ListFilter size={15} strokeWidth={1.75} />
        </IconButton>
        <Menu
          label={t("sort.label")}
          align="end"
          trigger={
            <Button size="small" aria-label={`${t("sort.label")}: ${t(`sort.${list.sort}`)}`}>
              <ArrowUpDown size={14} strokeWidth={1.75} />
              {t(`sort.short.${list.sort}`)}
            </Button>
          }
        >
          <MenuChoice
            value={list.sort}
            options={SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
            onChoose={(sort) => commands.showView(list.view, sort, list.query)}
          />
        </Menu>
      </div>
      {filtering ? (
        <div className={css["filter"]}>
          <input
            ref={field}
            autoFocus
            type="text"
            value={list.query}
            placeholder={t("filter.placeholder")}
            aria-label={t("filter.label")}
            spellCheck={false}
            onChange={(event) => commands.showView(list.view, list.sort, event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), close())}
          />
          <IconButton label={t("filter.clear")} onClick={close} className={css["clear"]}>
            <X size={14} strokeWidth={1.75} />
          </IconButton>
        </div>
      ) : null}
    </header>
  );
}
