import { RefreshCw, TriangleAlert, Wifi, WifiOff } from "lucide-react";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Connection } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./connection-pill.module.css";
import { PendingList } from "./pending-list.tsx";

const ICONS = { starting: RefreshCw, live: Wifi, syncing: RefreshCw, offline: WifiOff, upgrade: TriangleAlert } as const;

/** Live, syncing or offline, and how much waits to be sent; opens on what that means. */
export function ConnectionPill() {
  const connection = useInbox((state) => state.connection);
  const queued = useInbox((state) => state.queued);
  const commands = useCommands();
  const words = useWords();
  const { t } = words;
  const Icon = ICONS[connection.kind];
  const name = connectionName(connection, words);
  const waits = queued > 0 ? t("connection.queued", { count: queued }) : undefined;

  return (
    <Popover
      label={name}
      side="right"
      align="end"
      trigger={
        <button type="button" className={css["pill"]} data-kind={connection.kind} aria-label={waits === undefined ? name : `${name}, ${waits}`}>
          <Icon size={18} strokeWidth={1.75} />
          <i className={css["dot"]} />
          {queued > 0 ? <span className={css["queued"]}>{Math.min(queued, 99)}</span> : null}
        </button>
      }
    >
      <h3 className={css["title"]}>
        <i className={css["dot"]} data-kind={connection.kind} />
        {name}
      </h3>
      <p className={css["body"]}>{t(`connection.say.${connection.kind}`)}</p>
      <PendingList />
      {connection.kind === "offline" ? (
        <Button size="small" onClick={commands.retryConnection}>
          {t("connection.retry")}
        </Button>
      ) : null}
    </Popover>
  );
}

function connectionName(connection: Connection, { t, time }: Words): string {
  switch (connection.kind) {
    case "syncing":
      return connection.remaining === undefined ? t("connection.syncing") : t("connection.syncingCount", { count: connection.remaining });
    case "offline":
      return connection.asOf === undefined
        ? t("connection.offline")
        : `${t("connection.offline")} · ${t("connection.asOf", { time: time.time(connection.asOf) })}`;
    default:
      return t(`connection.${connection.kind}`);
  }
}
