import { CloudOff, RefreshCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { TemplateFacts, TemplatesSynced } from "../../../commands/templates.ts";
import { useCommands } from "../../../commands/commands-context.tsx";
import { useTicker } from "../../../state/ticker.ts";
import { Button } from "../../../ui/button.tsx";
import type { Facts } from "../../settings/use-facts.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./template-board.module.css";

/** When the platform was last asked for its list, what went wrong since, and the button that asks again. */
export function SyncLine({ facts, leads }: { readonly facts: Facts<TemplateFacts>; readonly leads: boolean }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const commands = useCommands();
  const [running, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<TemplatesSynced | undefined>();
  const { seen, state } = facts;
  const sync = seen?.fact.sync;
  const failed = outcome?.kind === "failed" ? outcome.message : outcome === undefined ? sync?.failed?.message : undefined;

  const start = async () => {
    setRunning(true);
    setOutcome(undefined);
    const result = await commands.syncTemplates();
    setOutcome(result);
    setRunning(false);
    if (result.kind === "synced") void facts.refresh();
  };
  return (
    <div className={css["sync"]}>
      <div className={css["syncWords"]} role="status">
        {state === "needs-network" && leads ? (
          <p className={css["quiet"]}>
            <CloudOff size={14} strokeWidth={1.75} />
            {seen === undefined ? t("templates.offline") : t("templates.offlineKept", { time: time.until(seen.at, ticker.now()) })}
          </p>
        ) : state === "failed" ? (
          <p className={css["bad"]}>
            <TriangleAlert size={14} strokeWidth={1.75} />
            {t("templates.factsFailed")}{" "}
            <Button look="link" onClick={() => void facts.refresh()}>
              {t("settings.again")}
            </Button>
          </p>
        ) : null}
        {sync === undefined ? null : (
          <p>
            {!sync.possible
              ? t("templates.noAccount")
              : sync.at === undefined
                ? t("templates.neverSynced")
                : t("templates.synced", { time: time.until(sync.at, ticker.now()) })}
          </p>
        )}
        {failed !== undefined || outcome?.kind === "no-network" ? (
          <p className={css["bad"]}>
            <TriangleAlert size={14} strokeWidth={1.75} />
            {failed === undefined ? t("templates.syncNoNetwork") : t("templates.syncFailed", { message: failed })}
          </p>
        ) : null}
        {outcome?.kind === "synced" ? <p>{t("templates.syncDone")}</p> : null}
      </div>
      {leads ? (
        <Button size="small" disabled={running || state === "needs-network" || sync?.possible === false} aria-busy={running} onClick={() => void start()}>
          <RefreshCw size={13} strokeWidth={1.75} />
          {t(running ? "templates.syncing" : "templates.syncNow")}
        </Button>
      ) : null}
    </div>
  );
}
