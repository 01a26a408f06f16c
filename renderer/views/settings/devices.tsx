import { Monitor, MonitorOff } from "lucide-react";
import { useRef, useState } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Device } from "../../commands/server-facts.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./devices.module.css";
import { FactsSection } from "./facts-section.tsx";
import { RevokeQuestion } from "./revoke-question.tsx";
import { useFacts } from "./use-facts.ts";

/** Where this person is signed in. The device in hand is left by signing out, the others are shut out from here. */
export function Devices() {
  const facts = useFacts(useCommands().devices);
  const [asked, setAsked] = useState<Device>();
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useWords();

  const close = async (revoked: boolean) => {
    if (revoked) await facts.refresh();
    setAsked(undefined);
    // The button that had the focus is gone with the dialogue that gives it back.
    if (revoked) setTimeout(() => heading.current?.focus(), 0);
  };

  return (
    <FactsSection title={t("settings.devices")} hint={t("settings.devices.hint")} facts={facts} heading={heading}>
      {(devices) => (
        <>
          {devices.length === 0 ? <p className={css["none"]}>{t("settings.devices.none")}</p> : null}
          <ul>
            {inOrder(devices).map((device) => (
              <DeviceRow key={device.id} device={device} reachable={facts.state === "fresh"} onRevoke={setAsked} />
            ))}
          </ul>
          {asked === undefined ? null : <RevokeQuestion device={asked} onDone={(revoked) => void close(revoked)} />}
        </>
      )}
    </FactsSection>
  );
}

interface RowProps {
  readonly device: Device;
  readonly reachable: boolean;
  readonly onRevoke: (device: Device) => void;
}

function DeviceRow({ device, onRevoke, reachable }: RowProps) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const Icon = device.revoked ? MonitorOff : Monitor;

  return (
    <li className={css["device"]} data-revoked={device.revoked}>
      <Icon size={18} strokeWidth={1.75} />
      <div className={css["words"]}>
        <p className={css["name"]}>
          <bdi>{device.name}</bdi>
          {device.current ? <span className={css["here"]}>{t("settings.devices.here")}</span> : null}
        </p>
        <p className={css["seen"]}>
          {device.current ? t("settings.devices.leave") : t("settings.devices.seen", { time: time.until(device.lastSeenAt, ticker.now()) })}
        </p>
      </div>
      {device.revoked ? (
        <span>{t("settings.devices.revoked")}</span>
      ) : device.current ? null : (
        <Button
          size="small"
          look="danger"
          disabled={!reachable}
          aria-label={t("settings.devices.revokeNamed", { name: device.name })}
          onClick={() => onRevoke(device)}
        >
          {t("settings.devices.revoke")}
        </Button>
      )}
    </li>
  );
}

/** The one in hand, then those that may still come in, then the others; each as the server has them, the last seen first. */
const inOrder = (devices: readonly Device[]): readonly Device[] => [...devices].sort((a, b) => rank(a) - rank(b));
const rank = ({ current, revoked }: Device): number => (current ? 0 : revoked ? 2 : 1);
