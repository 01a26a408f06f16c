import { CircleCheckBig, Inbox, SearchX } from "lucide-react";
import { closesAt } from "../../../shared/inbox/views.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./conversation-list.module.css";

/** Nothing stands here: good news, a filter that is too narrow, or the very first day. */
export function ListEmpty() {
  const list = useInbox((state) => state.list);
  const conversations = useInbox((state) => state.conversations);
  const isOffline = useInbox((state) => state.connection.kind === "offline");
  const commands = useCommands();
  const ticker = useTicker();
  const { t, time } = useWords();
  const icon = { size: 26, strokeWidth: 1.5 } as const;

  if (list.query !== "") {
    return (
      <Empty icon={<SearchX {...icon} />} title={t("list.empty.filter", { query: list.query })}>
        {isOffline ? <p>{t("pending.searchHere")}</p> : null}
        <Button onClick={() => commands.showView(list.view, list.sort, "")}>{t("filter.clear")}</Button>
      </Empty>
    );
  }
  if (conversations.size === 0) {
    return (
      <Empty icon={<Inbox {...icon} />} title={t("list.empty.first")}>
        {t("list.empty.firstBody")}
      </Empty>
    );
  }

  const now = ticker.now();
  let next: number | undefined;
  if (list.view === "due") {
    for (const conversation of conversations.values()) {
      const closes = closesAt(conversation);
      if (conversation.state !== "resolved" && closes !== undefined && closes > now && (next === undefined || closes < next)) next = closes;
    }
  }
  const view = list.view.includes(":") ? "other" : (list.view as Exclude<typeof list.view, `${string}:${string}`>);
  return (
    <Empty
      icon={<CircleCheckBig {...icon} />}
      title={next === undefined ? t(`list.empty.${view}`) : t("list.empty.dueNext", { time: time.until(next as typeof now, now) })}
    />
  );
}

export function ListLoading() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("list.loading")}>
      {[62, 48, 70, 55, 66, 44, 58].map((width) => (
        <div key={width} className={css["bones"]}>
          <span className={css["disc"]}>
            <Skeleton width={38} height={38} />
          </span>
          <div>
            <Skeleton width={`${width}%`} />
            <Skeleton width={`${width + 22}%`} height={10} />
            <Skeleton width={96} height={16} />
          </div>
        </div>
      ))}
    </div>
  );
}
