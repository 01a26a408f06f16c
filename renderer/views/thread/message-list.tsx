import { ArrowDown } from "lucide-react";
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { MessageRow } from "../message/message-row.tsx";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { DayLine, MetLine, NoteRow, StoryRow } from "./lines.tsx";
import css from "./message-list.module.css";
import { threadItems, type ThreadItem } from "./thread-items.ts";
import { useSought } from "./use-sought.ts";

/** Closer to the end than this counts as reading along. */
const NEAR_END = 80;

export function MessageList({ id }: { readonly id: ConversationId }) {
  const thread = useInbox((state) => state.threads.get(id));
  const clocks = useInbox((state) => state.conversations.get(id)?.clocks);
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const { t } = useWords();
  const items = useMemo(() => (thread === undefined ? [] : threadItems(thread, clocks ?? [])), [thread, clocks]);
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const readsAlong = useRef(true);
  const lastTop = useRef(0);
  const leaveEnd = useCallback(() => {
    readsAlong.current = false;
  }, []);
  const marked = useSought(id, items, scroller, leaveEnd);

  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  useLayoutEffect(() => {
    readsAlong.current = true;
    toEnd();
  }, [id]);
  const lastKey = items.at(-1)?.key;
  const loading = thread === undefined;
  useLayoutEffect(() => {
    if (readsAlong.current) toEnd();
  }, [lastKey, loading]);
  useEffect(() => {
    // The composer and the guard strip grow and shrink: who reads along stays at the end.
    const node = scroller.current;
    if (node === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => readsAlong.current && toEnd());
    watch.observe(node);
    if (node.firstElementChild !== null) watch.observe(node.firstElementChild);
    return () => watch.disconnect();
  }, []);

  return (
    <div className={css["frame"]}>
      <div
        ref={scroller}
        className={css["scroller"]}
        role="log"
        tabIndex={0}
        aria-label={t("thread.label", { name: contactName(contact) })}
        onScroll={({ currentTarget: node }) => {
          const near = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END;
          // Nobody scrolled up: it is the guard strip that has taken the room.
          readsAlong.current = near || (readsAlong.current && node.scrollTop >= lastTop.current);
          lastTop.current = node.scrollTop;
          setAway(!readsAlong.current);
        }}
      >
        <div className={css["items"]}>
          {thread === undefined ? <Loading /> : <Older id={id} />}
          {items.map((item) => (
            <div key={item.key} className={css["item"]} data-item={item.key} data-marked={item.key === marked ? "" : undefined}>
              <Item item={item} />
            </div>
          ))}
          {thread !== undefined && items.length === 0 ? <p className={css["hint"]}>{t("thread.empty")}</p> : null}
        </div>
      </div>
      {away ? (
        <IconButton label={t("thread.toNewest")} framed side="left" className={css["toEnd"]} onClick={toEnd}>
          <ArrowDown size={16} strokeWidth={1.75} />
        </IconButton>
      ) : null}
    </div>
  );
}

const Item = memo(
  function Item({ item }: { readonly item: ThreadItem }) {
    switch (item.kind) {
      case "day":
        return <DayLine at={item.at} />;
      case "message":
        return <MessageRow folded={item.folded} first={item.first} last={item.last} />;
      case "note":
        return <NoteRow note={item.note} />;
      case "story":
        return <StoryRow line={item.line} />;
      case "met":
        return <MetLine clock={item.clock} told={item.told} />;
    }
  },
  // Items are made anew with every change of the thread; what they show mostly is not.
  ({ item: a }, { item: b }) => {
    if (a === b) return true;
    if (a.kind === "message" && b.kind === "message") {
      return (
        a.folded.message === b.folded.message &&
        a.first === b.first &&
        a.last === b.last &&
        a.folded.revokedAt === b.folded.revokedAt &&
        a.folded.editedTo?.at === b.folded.editedTo?.at &&
        a.folded.reactions.map(({ emoji }) => emoji).join() === b.folded.reactions.map(({ emoji }) => emoji).join()
      );
    }
    if (a.kind === "note" && b.kind === "note") return a.note === b.note;
    if (a.kind === "story" && b.kind === "story") return a.line === b.line;
    if (a.kind === "met" && b.kind === "met") return a.clock === b.clock && a.told === b.told;
    return a.kind === b.kind && a.at === b.at;
  },
);

function Older({ id }: { readonly id: ConversationId }) {
  const hasOlder = useInbox((state) => state.threads.get(id)?.hasOlder ?? false);
  const loading = useInbox((state) => state.threads.get(id)?.loadingOlder ?? false);
  const offline = useInbox((state) => state.connection.kind === "offline");
  const commands = useCommands();
  const { t } = useWords();

  if (!hasOlder) return <p className={css["hint"]}>{t("thread.start")}</p>;
  if (offline) return <p className={css["hint"]}>{t("thread.olderOffline")}</p>;
  return (
    <p className={css["hint"]}>
      <Button look="link" disabled={loading} onClick={() => void commands.loadOlder(id)}>
        {t(loading ? "thread.olderLoading" : "thread.older")}
      </Button>
    </p>
  );
}

function Loading() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("thread.loading")} className={css["loading"]}>
      <Skeleton width="46%" height={44} />
      <Skeleton width="30%" height={44} />
      <Skeleton width="52%" height={62} />
    </div>
  );
}
