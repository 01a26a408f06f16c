import { Bell, BellRing } from "lucide-react";
import { useMemo } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { shownAlerts } from "../../state/shown-alerts.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import { AlertItem } from "./alert-item.tsx";
import css from "./alerts-bell.module.css";
import { NumberAlarmItem } from "../health/number-alarm-item.tsx";
import { useNumberAlarms } from "../health/use-number-alarms.ts";
import { usePausedWebhooks } from "../alert-channels/use-paused-webhooks.ts";
import { PausedWebhookItem } from "../alert-channels/paused-webhook-item.tsx";
import { NewAlerts } from "./new-alerts.tsx";

const MOST_COUNTED = 99;

/** [B2] What this person is told about clocks, in one place: how much of it there is, and each with the way to its conversation. */
export function AlertsBell() {
  const alerts = useInbox((state) => state.alerts);
  const pending = useInbox((state) => state.pending);
  const offline = useInbox((state) => state.connection.kind === "offline");
  const open = useUi((ui) => ui.alertsOpen);
  const commands = useCommands();
  const { t } = useWords();
  const shown = useMemo(() => shownAlerts({ alerts, pending }), [alerts, pending]);
  const told = useNumberAlarms();
  const paused = usePausedWebhooks();
  const count = shown.length + told.length + paused.length;
  const missed = shown.some(({ what }) => what === "breach") || told.some(({ alarm }) => alarm.level === "bad");
  const Sign = count > 0 ? BellRing : Bell;

  const seeAll = () => {
    for (const id of new Set(shown.map(({ conversationId }) => conversationId))) void commands.seeAlerts(id);
    for (const id of new Set(told.map(({ number }) => number.id))) void commands.seeAlarms(id);
  };
  return (
    <>
      <Popover
        label={t("alerts.title")}
        align="end"
        width={340}
        open={open}
        onOpen={(alertsOpen) => setUi({ alertsOpen })}
        trigger={
          <button type="button" className={css["bell"]} aria-label={count === 0 ? t("alerts.title") : t("alerts.count", { count })}>
            <Sign size={16} strokeWidth={1.75} />
            {count === 0 ? null : (
              <span className={css["count"]} data-tone={missed ? "bad" : "warn"}>
                {Math.min(count, MOST_COUNTED)}
              </span>
            )}
          </button>
        }
      >
        <div className={css["frame"]}>
          <h3 className={css["title"]}>{t("alerts.title")}</h3>
          {count === 0 ? (
            <div className={css["none"]}>
              <p>{t("alerts.none")}</p>
              <p className={css["dim"]}>{t("alerts.noneBody")}</p>
            </div>
          ) : (
            <>
              <ul className={css["list"]}>
                {paused.map(({ id, name }) => (
                  <PausedWebhookItem key={id} name={name} />
                ))}
                {told.map(({ alarm, number }) => (
                  <NumberAlarmItem key={`${number.id} ${alarm.id}`} alarm={alarm} number={number} />
                ))}
                {shown.map((alert) => (
                  <AlertItem key={alert.id} alert={alert} />
                ))}
              </ul>
              {/* Beside the title to the eye, after the list to the keyboard: the first key must not sweep everything away. */}
              <Button look="link" className={css["all"]} onClick={seeAll}>
                {t("alerts.allSeen")}
              </Button>
            </>
          )}
          {offline ? <p className={css["offline"]}>{t("alerts.offline")}</p> : null}
        </div>
      </Popover>
      <NewAlerts />
    </>
  );
}
