import { useCallback } from "react";
import type { CellWish } from "../../commands/reports.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toAgentId } from "../../../shared/ids.ts";
import { zoneTime } from "../policies/zone-time.ts";
import { useWords } from "../words/use-words.ts";
import { ConversationLink } from "./conversation-link.tsx";
import css from "./reports-page.module.css";
import { ReportTrouble } from "./report-trouble.tsx";
import { useAsked } from "./use-asked.ts";

interface Props {
  readonly title: string;
  /** Must stay the same object. */
  readonly wish: CellWish;
  readonly onClose: () => void;
}

/** [BD1] Exactly the conversations that a figure counts, the newest first. */
export function CellDialog({ onClose, title, wish }: Props) {
  const { reportCell } = useCommands();
  const { t, time } = useWords();
  const { again, answer } = useAsked(useCallback((signal: AbortSignal) => reportCell(wish, signal), [reportCell, wish]));
  return (
    <Dialog open onClose={onClose} title={title} closeLabel={t("common.close")} width={560}>
      {answer === undefined ? (
        <div role="status" aria-label={t("reports.counting")} className={css["bones"]}>
          <Skeleton width="70%" />
          <Skeleton width="54%" />
        </div>
      ) : answer.kind === "told" ? (
        <>
          <p className={css["note"]}>
            {t("reports.cell.counts", { count: answer.fact.count, number: time.number(answer.fact.count) })}{" "}
            {answer.fact.items.length < answer.fact.count ? t("reports.cell.newest", { shown: time.number(answer.fact.items.length) }) : null}
          </p>
          <ul className={css["lines"]} data-long="" tabIndex={0} aria-label={title}>
            {answer.fact.items.map((item, i) => (
              <Line key={`${item.conversationId} ${item.at} ${i}`} item={item} timeZone={wish.timeZone} />
            ))}
          </ul>
        </>
      ) : (
        <ReportTrouble trouble={answer} onAgain={again} />
      )}
    </Dialog>
  );
}

type Item = Extract<Awaited<ReturnType<ReturnType<typeof useCommands>["reportCell"]>>, { readonly kind: "told" }>["fact"]["items"][number];

function Line({ item, timeZone }: { readonly item: Item; readonly timeZone: string }) {
  const agent = useInbox(({ agents }) => (item.agent === undefined ? undefined : agents.get(toAgentId(item.agent))?.name));
  const { language, t, time } = useWords();
  return (
    <li>
      <span className={css["grow"]}>
        <ConversationLink id={item.conversationId} />
      </span>
      <small>
        {[
          item.kind === undefined ? undefined : t(`clock.${item.kind}`),
          agent,
          item.length === undefined ? undefined : time.exact(item.length),
          zoneTime(language, timeZone)(item.at),
        ]
          .filter((part) => part !== undefined)
          .join(" · ")}
      </small>
    </li>
  );
}
