import { CircleCheckBig, RefreshCw } from "lucide-react";
import type { BoardFilter } from "../../../shared/board/board-filter.ts";
import { NOBODY } from "../../../shared/board/board-filter.ts";
import type { MissedPromise } from "../../commands/board.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName, hueOf, initials } from "../words/names.ts";
import { causeWords } from "../words/reason-words.ts";
import { useWords } from "../words/use-words.ts";
import css from "./missed-list.module.css";
import type { Missed } from "./use-missed.ts";

/** Of what was missed, what the filter asks for. */
export function missedShown(items: readonly MissedPromise[], { agent, cause, clock, policy }: BoardFilter): readonly MissedPromise[] {
  return items.filter(
    (item) =>
      (clock === undefined || item.kind === clock) &&
      (policy === undefined || item.policyId === policy) &&
      (agent === undefined || (item.assigneeId ?? NOBODY) === agent) &&
      (cause === undefined || (cause === "none" ? item.cause === undefined : cause === "any" ? item.cause !== undefined : item.cause === cause)),
  );
}

/** Every promise of the period that was not kept, the newest first, also where it has been answered since. */
export function MissedList({ filter, missed: { again, hasMore, items, more, state } }: { readonly missed: Missed; readonly filter: BoardFilter }) {
  const { t, time } = useWords();
  const shown = missedShown(items, filter);
  return (
    <section className={css["card"]} aria-labelledby="board-missed">
      <header className={css["head"]}>
        <h2 id="board-missed">{filter.clock === undefined ? t("board.missed.list") : t("board.missed.listOf", { clock: t(`clock.${filter.clock}`) })}</h2>
        <span>{state === "here" || items.length > 0 ? `${time.number(shown.length)}${hasMore ? "+" : ""}` : ""}</span>
        {filter.clock === undefined ? null : (
          <Button look="link" onClick={() => setUi({ board: { period: "today", filter: { ...filter, clock: undefined } } })}>
            {t("board.missed.all")}
          </Button>
        )}
      </header>
      {shown.length > 0 ? (
        <div className={css["scroll"]} tabIndex={0} role="region" aria-labelledby="board-missed">
          <table className={css["table"]}>
            <thead>
              <tr>
                <th scope="col">{t("board.column.customer")}</th>
                <th scope="col">{t("board.column.clock")}</th>
                <th scope="col">{t("board.column.late")}</th>
                <th scope="col">{t("board.column.due")}</th>
                <th scope="col">{t("board.column.answered")}</th>
                <th scope="col">{t("board.column.owner")}</th>
                <th scope="col">{t("board.column.cause")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <MissedRow key={`${item.conversationId} ${item.kind} ${item.startedAt}`} item={item} />
              ))}
            </tbody>
          </table>
        </div>
      ) : state === "here" && !hasMore ? (
        <Empty icon={<CircleCheckBig size={28} strokeWidth={1.5} />} title={t("board.missed.none")} />
      ) : null}
      {state === "failed" ? (
        <p className={css["say"]} role="status">
          <RefreshCw size={15} strokeWidth={1.75} />
          {t("board.missed.failed")}
          <Button look="link" onClick={again}>
            {t("board.again")}
          </Button>
        </p>
      ) : null}
      {state === "loading" ? (
        <div className={css["bones"]} role="status" aria-label={t("board.loading")}>
          <Skeleton width="100%" />
          <Skeleton width="86%" />
        </div>
      ) : hasMore ? (
        <Button className={css["more"]} onClick={more}>
          {t("board.missed.more")}
        </Button>
      ) : null}
    </section>
  );
}

function MissedRow({ item }: { readonly item: MissedPromise }) {
  const { assigneeId, cause, conversationId, dueAt, kind, metAt, overdue, stoppedAt } = item;
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(conversationId);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const known = useInbox((state) => state.conversations.has(conversationId));
  const owner = useInbox((state) => (assigneeId === undefined ? undefined : state.agents.get(assigneeId)?.name));
  const commands = useCommands();
  const ticker = useTicker();
  const { t, time } = useWords();
  const name = known ? contactName(contact) : conversationId;
  return (
    <tr>
      <th scope="row">
        <span>
          <Avatar initials={initials(name)} hue={hueOf(contact?.id ?? conversationId)} size={22} />
          <button type="button" disabled={!known} onClick={() => openConversation(conversationId, commands)}>
            <bdi>{name}</bdi>
          </button>
        </span>
      </th>
      <td>{t(`clock.${kind}`)}</td>
      <td className={css["late"]}>{time.left(-overdue)}</td>
      <td>{time.dated(dueAt, ticker.now())}</td>
      <td>{metAt !== undefined ? time.dated(metAt, ticker.now()) : t(stoppedAt === undefined ? "board.stillOpen" : "board.ended")}</td>
      <td data-none={owner === undefined || undefined}>
        <bdi>{owner ?? t("board.unassigned")}</bdi>
      </td>
      <td data-none={cause === undefined || undefined}>{cause === undefined ? t("board.cause.none") : causeWords(cause, t)}</td>
    </tr>
  );
}
