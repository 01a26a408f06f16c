import { useId, useState } from "react";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import { createChime } from "./chime.ts";
import css from "./handoff-sound-settings.module.css";

/** Whether a customer who waits for a person is heard on this computer, and how loud. */
export function HandoffSoundSettings() {
  const on = useUi((ui) => ui.handoffSound);
  const volume = useUi((ui) => ui.handoffVolume);
  const id = useId();
  const [tryOut] = useState(() => createChime(() => new AudioContext()));
  const { t } = useWords();
  return (
    <Section title={t("handoffs.sound.title")} hint={t("handoffs.sound.hint")}>
      <div className={css["line"]}>
        <label htmlFor={id}>{t("handoffs.sound.label")}</label>
        <Switch id={id} on={on} onChange={(wanted) => setUi({ handoffSound: wanted })} />
      </div>
      <div className={css["line"]}>
        <label htmlFor={`${id}-volume`}>{t("handoffs.sound.volume")}</label>
        <span className={css["volume"]}>
          <input
            id={`${id}-volume`}
            type="range"
            min={5}
            max={100}
            step={5}
            disabled={!on}
            value={Math.round(volume * 100)}
            onChange={(event) => setUi({ handoffVolume: Number(event.target.value) / 100 })}
          />
          <Button size="small" disabled={!on} onClick={() => tryOut(volume)}>
            {t("handoffs.sound.try")}
          </Button>
        </span>
      </div>
    </Section>
  );
}
