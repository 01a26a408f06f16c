import { CircleAlert, OctagonPause } from "lucide-react";
import { useEffect, useState, type KeyboardEvent } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import type { Returned } from "../../state/returned.ts";
import { readUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Keys } from "../../ui/keys.tsx";
import { ScheduleDialog } from "../composer/schedule-dialog.tsx";
import { AgainstIt } from "../message/message-fate-against.tsx";
import { useSendAgain } from "../message/use-send-again.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { BothSides } from "./both-sides.tsx";
import css from "./conflicts.module.css";
import { useWays } from "./use-ways.ts";
import { useWhy } from "./use-why.ts";
import { KEY_OF, waysOn, type Way } from "./ways-on.ts";

interface Props {
  readonly returned: Returned;
  readonly onDiscarded: (returned: Returned) => void;
}

/** One thing that came back: why, both sides, and the ways on, each under one key. */
export function ConflictCard({ onDiscarded, returned }: Props) {
  const { conversationId, mutation, why } = returned;
  const commands = useCommands();
  const name = useInbox((state) => {
    const conversation = state.conversations.get(conversationId);
    return contactName(conversation === undefined ? undefined : state.contacts.get(conversation.contactId));
  });
  const message = useInbox((state) =>
    mutation.kind === "send" && why.kind === "held" ? state.threads.get(conversationId)?.messages.findLast(({ id }) => id === mutation.clientId) : undefined,
  );
  /** Other messages of the same conversation that came back with it. */
  const others = useInbox((state) => {
    let count = 0;
    for (const each of state.returned.values()) if (each.conversationId === conversationId && each.id !== returned.id && each.mutation.kind === "send") count++;
    return count;
  });
  const again = useSendAgain();
  const [asksTime, setAsksTime] = useState(false);
  const { go, sendAt } = useWays({ returned, message, again, onLater: () => setAsksTime(true), onDiscarded });
  const sentence = useWhy(returned);
  const { t } = useWords();
  const ways = waysOn(returned);

  // Both sides are in the thread, which may not be open.
  useEffect(() => {
    if (inboxStore.getState().threads.has(conversationId)) return;
    void commands.openThread(conversationId);
    return () => {
      if (readUi().opened !== conversationId) commands.closeThread(conversationId);
    };
  }, [commands, conversationId]);

  // It has been sent again or taken back: this card has nothing more to say, whether the server knows of it already or not.
  const isOver = message !== undefined && message.state !== "held";
  useEffect(() => {
    if (isOver) void commands.dropReturned(returned.id);
  }, [commands, isOver, returned.id]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const way = ways.find((each) => KEY_OF[each] === event.key) ?? (event.key === "Enter" ? ways[0] : undefined);
    if (way === undefined) return;
    event.preventDefault();
    go(way);
  };

  const Icon = why.kind === "held" ? OctagonPause : CircleAlert;
  return (
    <li className={css["card"]} data-conflict="" tabIndex={0} aria-label={`${name}: ${sentence}`} onKeyDown={onKeyDown}>
      <Icon size={16} strokeWidth={1.75} />
      <div className={css["body"]}>
        <p>
          <b>
            <bdi>{name}</bdi>
          </b>{" "}
          <span className={css["kind"]}>{t(why.kind === "held" ? "conflicts.held" : "conflicts.refused")}</span>
        </p>
        <p className={css["why"]}>{sentence}</p>
        {why.kind === "refused" && why.code === "claim_lost" && others > 0 ? (
          <p className={css["why"]}>{t("conflicts.dependents", { count: others })}</p>
        ) : null}
        <BothSides returned={returned} />
        <AgainstIt again={again} />
        <div className={css["ways"]}>
          {ways.map((way) => (
            <Button key={way} size="small" look={way === "discard" ? "quiet" : "plain"} onClick={() => go(way)}>
              {t(nameOf(way, returned))}
              <Keys keys={KEY_OF[way]} />
            </Button>
          ))}
        </div>
      </div>
      {asksTime ? (
        <ScheduleDialog
          id={conversationId}
          kind={message?.content.type === "template" ? "template" : "text"}
          onChoose={(at) => {
            setAsksTime(false);
            sendAt(at);
          }}
          onTemplate={() => {
            setAsksTime(false);
            go("template");
          }}
          onClose={() => setAsksTime(false)}
        />
      ) : null}
    </li>
  );
}

/** Without words in it there is nothing to throw away, only something to have read. */
function nameOf(way: Way, { mutation, why }: Returned) {
  if (way === "discard" && mutation.kind !== "send" && mutation.kind !== "note") return "common.dismiss" as const;
  if (way === "edit" && why.kind === "refused") return "conflicts.way.putBack" as const;
  return `conflicts.way.${way}` as const;
}
