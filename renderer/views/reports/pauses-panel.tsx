import { CircleCheck, Hourglass } from "lucide-react";
import { useCallback } from "react";
import type { PausePattern } from "../../../shared/reports/pause-patterns.ts";
import type { ReportPeriod } from "../../../shared/reports/report.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Empty } from "../../ui/empty.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { zoneTime } from "../policies/zone-time.ts";
import { useWords } from "../words/use-words.ts";
import { ConversationLink } from "./conversation-link.tsx";
import css from "./reports-page.module.css";
import { ReportTrouble } from "./report-trouble.tsx";
import { useAsked } from "./use-asked.ts";

/** [BD3] Pauses that come again and again just before a clock falls due, with what speaks for it: a question to ask, and no verdict. */
export function PausesPanel({ period, timeZone }: { readonly period: ReportPeriod; readonly timeZone: string }) {
  const { pauses } = useCommands();
  const { language, t } = useWords();
  const { again, answer } = useAsked(useCallback((signal: AbortSignal) => pauses(period, signal), [pauses, period]));
  if (answer === undefined)
    return (
      <div role="status" aria-label={t("reports.counting")} className={css["bones"]}>
        <Skeleton width="70%" />
        <Skeleton width="54%" />
      </div>
    );
  if (answer.kind !== "told") return <ReportTrouble trouble={answer} onAgain={again} />;

  const { patterns, policy } = answer.fact;
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  return (
    <section className={css["card"]} aria-labelledby="reports-pauses">
      <header className={css["cardHead"]}>
        <h2 id="reports-pauses">{t("reports.pauses.title")}</h2>
        <p>{t("reports.pauses.body")}</p>
      </header>
      {patterns.length === 0 ? (
        <Empty icon={<CircleCheck size={26} strokeWidth={1.5} />} title={t("reports.pauses.none")}>
          <p>{t("reports.pauses.noneBody")}</p>
        </Empty>
      ) : (
        <ul className={css["patterns"]}>
          {patterns.map((pattern) => (
            <Pattern key={`${pattern.kind} ${pattern.by}`} pattern={pattern} timeZone={timeZone} />
          ))}
        </ul>
      )}
      <p className={css["note"]}>
        {t("reports.pauses.numbers", { repeats: policy.repeats, lastShare: percent.format(policy.lastShare), ofAll: percent.format(policy.ofAll) })}
      </p>
    </section>
  );
}

function Pattern({ pattern: { by, count, evidence, kind, of }, timeZone }: { readonly pattern: PausePattern; readonly timeZone: string }) {
  const name = useInbox(({ agents }) => agents.get(by)?.name) ?? by;
  const { language, t, time } = useWords();
  const when = zoneTime(language, timeZone);
  return (
    <li>
      <Hourglass size={16} strokeWidth={1.75} />
      <div className={css["grow"]}>
        <p>
          <b>
            <bdi>{name}</bdi>
          </b>
          {" · "}
          {t(`reports.pauses.kind.${kind}`)}
        </p>
        <p className={css["note"]}>{t("reports.pauses.count", { count: time.number(count), of: time.number(of) })}</p>
        <details>
          <summary>{t("reports.pauses.evidence")}</summary>
          <ul className={css["lines"]}>
            {evidence.map((move) => (
              <li key={`${move.conversationId} ${move.at}`}>
                <span className={css["grow"]}>
                  <ConversationLink id={move.conversationId} />
                </span>
                <small>
                  {[
                    when(move.at),
                    move.left === undefined || move.clock === undefined
                      ? undefined
                      : t("reports.pauses.left", { left: time.exact(move.left), clock: t(`clock.${move.clock}`) }),
                    move.endedAt === undefined ? undefined : t("reports.pauses.ended", { time: when(move.endedAt) }),
                  ]
                    .filter((part) => part !== undefined)
                    .join(" · ")}
                </small>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </li>
  );
}
