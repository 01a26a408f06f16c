import { RefreshCw, TriangleAlert, Wifi, WifiOff } from "lucide-react";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Connection } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useState } from "react";
import { setUi } from "../../state/ui-store.ts";
import { useWaiting } from "../pending/use-waiting.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./connection-pill.module.css";

const ICONS = { starting: RefreshCw, live: Wifi, syncing: RefreshCw, offline: WifiOff, upgrade: TriangleAlert } as const;

/** Live, syncing or offline, and how much waits to be sent; opens on what that means. */
export function ConnectionPill() {
  const connection = useInbox((state) => state.connection);
  const queued = useInbox((state) => state.queued);
  const returned = useInbox((state) => state.returned.size);
  const waiting = useWaiting().length;
  const [open, setOpen] = useState(false);
  const commands = useCommands();
  const words = useWords();
  const { t } = words;
  const Icon = ICONS[connection.kind];
  const name = connectionName(connection, words);
  const said = [
    name,
    ...(queued > 0 ? [t("connection.queued", { count: queued })] : []),
    ...(returned > 0 ? [t("conflicts.count", { count: returned })] : []),
  ].join(", ");
  const show = (what: "waits" | "returned") => {
    setOpen(false);
    setUi({ offlineWork: what });
  };

  return (
    <Popover
      label={name}
      side="right"
      align="end"
      open={open}
      onOpen={setOpen}
      trigger={
        <button type="button" className={css["pill"]} data-kind={connection.kind} aria-label={said}>
          <Icon size={18} strokeWidth={1.75} />
          <i className={css["dot"]} />
          {queued > 0 || returned > 0 ? (
            <span className={css["queued"]} data-tone={returned > 0 ? "warn" : undefined}>
              {Math.min(queued + returned, 99)}
            </span>
          ) : null}
        </button>
      }
    >
      <h3 className={css["title"]}>
        <i className={css["dot"]} data-kind={connection.kind} />
        {name}
      </h3>
      <p className={css["body"]}>{t(`connection.say.${connection.kind}`)}</p>
      {waiting === 0 ? null : (
        <Button size="small" className={css["way"]} onClick={() => show("waits")}>
          {t("offline.waits", { count: waiting })}
        </Button>
      )}
      {returned === 0 ? null : (
        <Button size="small" className={css["way"]} onClick={() => show("returned")}>
          {t("conflicts.count", { count: returned })}
        </Button>
      )}
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
