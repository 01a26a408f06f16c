import { Bot, CalendarClock, ChevronsUp, CloudOff, Eye, OctagonPause, TriangleAlert, Undo2 } from "lucide-react";
import { memo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import { Tip } from "../../ui/tip.tsx";
import { initials, isMine, troubleOf } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./conversation-row.module.css";

/** What stands behind the chip: topic, trouble, what waits for the network, whose it is, how much is unread. */
export const RowMarks = memo(function RowMarks({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const me = useInbox((state) => state.me?.id);
  const assignee = useInbox((state) => (conversation?.assigneeId === undefined ? undefined : state.agents.get(conversation.assigneeId)?.name));
  const label = useInbox((state) => (conversation?.labels[0] === undefined ? undefined : state.labels.get(conversation.labels[0])));
  const queued = useInbox((state) => state.pending.get(id)?.length ?? 0);
  const returned = useInbox((state) => {
    let count = 0;
    for (const each of state.returned.values()) if (each.conversationId === id && each.why.kind === "refused") count++;
    return count;
  });
  const viewer = useInbox((state) => {
    const who = state.presence.get(id)?.find(({ agentId, what }) => what === "view" && agentId !== state.me?.id);
    return who === undefined ? undefined : state.agents.get(who.agentId)?.name;
  });
  const { t, time } = useWords();
  if (conversation === undefined) return null;

  const trouble = troubleOf(conversation.lastMessage);
  const topic = conversation.topic ?? label?.name;
  const mark = { size: 14, strokeWidth: 1.75 } as const;
  return (
    <>
      <span className={css["topic"]}>
        {topic === undefined ? null : (
          <>
            {label === undefined ? null : <i className={css["hue"]} style={{ ["--hue" as string]: label.hue }} />}
            <bdi>{topic}</bdi>
          </>
        )}
      </span>
      <span className={css["marks"]}>
        {conversation.priority === "urgent" || conversation.priority === "high" ? (
          <Mark
            text={t(`row.priority.${conversation.priority}`)}
            icon={<ChevronsUp {...mark} />}
            tone={conversation.priority === "urgent" ? "bad" : undefined}
          />
        ) : null}
        {trouble === "failed" ? <Mark text={t("row.failed")} icon={<TriangleAlert {...mark} />} tone="bad" /> : null}
        {trouble === "held" ? <Mark text={t("row.held")} icon={<OctagonPause {...mark} />} tone="warn" /> : null}
        {conversation.lastMessage?.waits === undefined ? null : (
          <Mark text={t(conversation.lastMessage.waits === "time" ? "row.scheduled" : "row.waits")} icon={<CalendarClock {...mark} />} />
        )}
        {queued > 0 ? (
          <Mark text={t("row.queued", { count: queued })} icon={<CloudOff {...mark} />} count={queued} onPress={() => setUi({ offlineWork: "waits" })} />
        ) : null}
        {returned > 0 ? (
          <Mark
            text={t("conflicts.count", { count: returned })}
            icon={<Undo2 {...mark} />}
            tone="warn"
            count={returned}
            onPress={() => setUi({ offlineWork: "returned" })}
          />
        ) : null}
        {viewer === undefined ? null : <Mark text={t("row.viewing", { name: viewer })} icon={<Eye {...mark} />} />}
        {conversation.state === "bot" || (conversation.handoff !== undefined && conversation.handoff.claimedBy === undefined && assignee === undefined) ? (
          <Mark text={t("message.bot")} icon={<Bot {...mark} />} />
        ) : null}
        {assignee === undefined ? null : (
          <Tip text={assignee}>
            <span className={css["owner"]} aria-label={assignee}>
              {isMine(conversation, me) ? t("common.you") : initials(assignee)}
            </span>
          </Tip>
        )}
        {conversation.unread > 0 ? (
          <span className={css["unread"]} role="img" aria-label={t("row.unread", { count: conversation.unread })}>
            {time.number(Math.min(conversation.unread, 99))}
          </span>
        ) : null}
      </span>
    </>
  );
});

function Mark({
  text,
  icon,
  tone,
  count,
  onPress,
}: {
  readonly text: string;
  readonly icon: React.ReactNode;
  readonly tone?: "bad" | "warn" | undefined;
  readonly count?: number;
  /** For the pointer; the keyboard has a shortcut of its own. */
  readonly onPress?: () => void;
}) {
  return (
    <Tip text={text}>
      <span
        className={css["mark"]}
        data-tone={tone}
        role="img"
        aria-label={text}
        {...(onPress === undefined
          ? {}
          : {
              onClick: (event) => {
                event.stopPropagation();
                onPress();
              },
            })}
      >
        {icon}
        {count === undefined || count < 2 ? null : count}
      </span>
    </Tip>
  );
}
