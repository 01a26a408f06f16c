import { CloudOff, RefreshCw, TriangleAlert } from "lucide-react";
import { useInbox } from "../../state/inbox-store.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { setUi } from "../../state/ui-store.ts";
import { useWaiting } from "../pending/use-waiting.ts";
import { useWords } from "../words/use-words.ts";
import css from "./status-bar.module.css";

/** Fewer conversations are here before anybody wonders. */
const WORTH_TELLING = 1_000;

/** A quiet line under the title bar when what is seen may not be all there is. Nothing while live. */
export function StatusBar() {
  const connection = useInbox((state) => state.connection);
  const waiting = useWaiting().length;
  const commands = useCommands();
  const { t, time } = useWords();
  const icon = { size: 14, strokeWidth: 1.75 } as const;

  if (connection.kind === "upgrade") {
    return (
      <div className={css["bar"]} data-tone="warn" role="status">
        <TriangleAlert {...icon} />
        {t("upgrade.bar")}
      </div>
    );
  }
  if (connection.kind === "starting" && (connection.conversations ?? 0) >= WORTH_TELLING) {
    return (
      <div className={css["bar"]} role="status">
        <RefreshCw {...icon} />
        {t("starting.barCount", { count: connection.conversations ?? 0, shown: time.number(connection.conversations ?? 0) })}
      </div>
    );
  }
  // A short catch-up shows in the pill alone; the bar would only flicker.
  if (connection.kind === "syncing" && (connection.remaining ?? 0) > 200) {
    return (
      <div className={css["bar"]} role="status">
        <RefreshCw {...icon} />
        {t("syncing.barCount", { count: connection.remaining ?? 0 })}
      </div>
    );
  }
  if (connection.kind !== "offline") return null;

  return (
    <div className={css["bar"]} role="status">
      <CloudOff {...icon} />
      {connection.asOf === undefined ? t("offline.barNever") : t("offline.bar", { time: time.time(connection.asOf) })}
      {waiting === 0 ? (
        <span className={css["quiet"]}>{t("offline.nothingWaits")}</span>
      ) : (
        <Button look="link" onClick={() => setUi({ offlineWork: "waits" })}>
          {t("offline.waits", { count: waiting })}
        </Button>
      )}
      <Button look="link" className={css["retry"]} onClick={commands.retryConnection}>
        {t("connection.retry")}
      </Button>
    </div>
  );
}
