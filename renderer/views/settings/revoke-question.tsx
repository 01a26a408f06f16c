import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Device, Revocation } from "../../commands/server-facts.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./revoke-question.module.css";

interface Props {
  readonly device: Device;
  readonly onDone: (revoked: boolean) => void;
}

type Phase = "asking" | "under-way" | Exclude<Revocation, "revoked">;

/** Says what it means before it is done, and stays until the server has said that it is. */
export function RevokeQuestion({ device, onDone }: Props) {
  const commands = useCommands();
  const [phase, setPhase] = useState<Phase>("asking");
  const { t, time } = useWords();
  const ticker = useTicker();
  // Of two with the same name one is told by when it was seen.
  const seen = t("settings.devices.seen", { time: time.until(device.lastSeenAt, ticker.now()) });

  const revoke = async () => {
    if (phase === "under-way") return;
    setPhase("under-way");
    const outcome = await commands.revokeDevice(device.id);
    if (outcome === "revoked") onDone(true);
    else setPhase(outcome);
  };

  return (
    <Dialog
      open
      onClose={() => onDone(false)}
      title={t("settings.devices.ask", { name: device.name })}
      body={`${seen}. ${t("settings.devices.askBody")}`}
      closeLabel={t("common.close")}
    >
      {phase === "failed" || phase === "no-network" ? (
        <p className={css["problem"]} role="alert">
          <TriangleAlert size={15} strokeWidth={1.75} />
          {t(`settings.devices.problem.${phase}`)}
        </p>
      ) : null}
      <div className={css["answers"]}>
        <Button autoFocus onClick={() => onDone(false)}>
          {t("settings.devices.keep")}
        </Button>
        <Button look="danger" aria-busy={phase === "under-way"} onClick={() => void revoke()}>
          {t(phase === "under-way" ? "settings.devices.doing" : "settings.devices.do")}
        </Button>
      </div>
    </Dialog>
  );
}
