import { useCallback } from "react";
import type { WebhookDelivery } from "../../commands/alert-channels.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useTicker } from "../../state/ticker.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import botsCss from "../bots/bots.module.css";
import { useTroubleWords } from "../bots/use-trouble-words.ts";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";

/** What a webhook was told in seven days, newest first. */
export function WebhookLog({ id, name }: { readonly id: string; readonly name: string }) {
  const { alertWebhookLog } = useCommands();
  const facts = useFacts(useCallback(() => alertWebhookLog(id), [alertWebhookLog, id]));
  const { t } = useWords();
  const told = facts.seen?.fact;

  if (told === undefined)
    return (
      <div className={botsCss["log"]}>
        {facts.state === "loading" ? (
          <Skeleton width="60%" />
        ) : (
          <p role="status">{t(facts.state === "failed" ? "settings.failed" : "settings.needsNetwork")}</p>
        )}
      </div>
    );
  if (told.length === 0) return <p className={botsCss["log"]}>{t("webhooks.logNone")}</p>;
  return (
    <div className={botsCss["log"]}>
      <table aria-label={t("webhooks.logNamed", { name })}>
        <thead>
          <tr>
            <th scope="col">{t("webhooks.logWhen")}</th>
            <th scope="col">{t("webhooks.logWhat")}</th>
            <th scope="col" className={botsCss["count"]}>
              {t("webhooks.logAttempts")}
            </th>
            <th scope="col">{t("webhooks.logOutcome")}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((delivery) => (
            <LogLine key={delivery.id} delivery={delivery} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LogLine({ delivery }: { readonly delivery: WebhookDelivery }) {
  const troubleWords = useTroubleWords();
  const ticker = useTicker();
  const { t, time } = useWords();
  const { attempts, count, createdAt, kind, nextAt, state, trouble } = delivery;
  const now = ticker.now();
  const what = t(`webhooks.kind.${kind}`);
  const fate = state === "waiting" && nextAt !== undefined ? t("webhooks.state.again", { time: time.until(nextAt, now) }) : t(`webhooks.state.${state}`);

  return (
    <tr>
      <td>{time.until(createdAt, now)}</td>
      <td>{count === 1 ? what : t("webhooks.many", { kind: what, number: time.number(count) })}</td>
      <td className={botsCss["count"]}>{attempts}</td>
      <td data-state={state}>{trouble === undefined || state === "done" ? fate : `${fate} · ${troubleWords(delivery)}`}</td>
    </tr>
  );
}
