import { useState } from "react";
import type { QueueReading } from "../../commands/auto-reply.ts";
import type { SettingsSaved } from "../../commands/kept-settings.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./auto-reply.module.css";

/** How one number stands now, and the hand that switches surge mode. */
export function SurgeNumber({ leads, reading: { arrivals, numberId, queue, wait } }: { readonly reading: QueueReading; readonly leads: boolean }) {
  const { t, time } = useWords();
  const { switchSurge } = useCommands();
  const number = useInbox(({ numbers }) => numbers.get(numberId));
  const [outcome, setOutcome] = useState<SettingsSaved>();
  const isOn = number?.surge !== undefined;
  const figures = [
    t("surge.now.arrivals", { count: arrivals }),
    t("surge.now.queue", { count: queue }),
    wait === undefined ? t("surge.now.noWait") : t("surge.now.wait", { time: time.spoken(wait) }),
  ];
  return (
    <div className={css["line"]}>
      <div className={css["words"]}>
        <p>
          <bdi>{number?.displayName ?? numberId}</bdi>
        </p>
        <p className={css["figure"]}>{figures.join(" · ")}</p>
        <p className={css["fault"]} role="status">
          {outcome === undefined || outcome === "saved" ? null : t(`autoReply.save.${outcome}`)}
        </p>
      </div>
      <div className={css["control"]}>
        <span className={css["state"]} data-on={isOn}>
          {t(isOn ? "surge.state.on" : "surge.state.off")}
        </span>
        {leads ? (
          <Button size="small" onClick={() => void switchSurge(numberId, !isOn).then(setOutcome)}>
            {t(isOn ? "surge.switchOff" : "surge.switchOn")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
