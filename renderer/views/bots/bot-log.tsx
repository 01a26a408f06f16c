import { useCallback } from "react";
import type { BotDelivery } from "../../commands/bots.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useTicker } from "../../state/ticker.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import css from "./bots.module.css";
import { useTroubleWords } from "./use-trouble-words.ts";

/** What one bot was told in the last days, newest first. */
export function BotLog({ id, name }: { readonly id: string; readonly name: string }) {
  const { botDeliveries } = useCommands();
  const facts = useFacts(useCallback(() => botDeliveries(id), [botDeliveries, id]));
  const { t } = useWords();
  const deliveries = facts.seen?.fact;

  if (deliveries === undefined)
    return (
      <div className={css["log"]}>
        {facts.state === "loading" ? (
          <Skeleton width="60%" />
        ) : (
          <p role="status">{t(facts.state === "failed" ? "settings.failed" : "settings.needsNetwork")}</p>
        )}
      </div>
    );
  if (deliveries.length === 0) return <p className={css["log"]}>{t("bots.log.none")}</p>;
  return (
    <div className={css["log"]}>
      <table aria-label={t("bots.logNamed", { name })}>
        <thead>
          <tr>
            <th scope="col">{t("bots.log.when")}</th>
            <th scope="col">{t("bots.log.what")}</th>
            <th scope="col" className={css["count"]}>
              {t("bots.log.attempts")}
            </th>
            <th scope="col">{t("bots.log.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <LogLine key={delivery.id} delivery={delivery} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LogLine({ delivery }: { readonly delivery: BotDelivery }) {
  const troubleWords = useTroubleWords();
  const ticker = useTicker();
  const { t, time } = useWords();
  const { attempts, createdAt, kind, nextAt, state, trouble } = delivery;
  const now = ticker.now();
  const fate = state === "waiting" && nextAt !== undefined ? t("bots.state.again", { time: time.until(nextAt, now) }) : t(`bots.state.${state}`);

  return (
    <tr>
      <td>{time.until(createdAt, now)}</td>
      <td>{t(`bots.kind.${kind}`)}</td>
      <td className={css["count"]}>{attempts}</td>
      <td data-state={state}>{trouble === undefined || state === "done" ? fate : `${fate} · ${troubleWords(delivery)}`}</td>
    </tr>
  );
}
