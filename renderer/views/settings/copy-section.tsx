import { useId } from "react";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Switch } from "../../ui/switch.tsx";
import { SettingLine } from "../auto-reply/setting-line.tsx";
import { useWords } from "../words/use-words.ts";
import { Section } from "./section.tsx";

/** [H27] Whether what customers write may lie on this computer. */
export function CopySection() {
  const keeps = useUi((ui) => ui.keepsCopy);
  const id = useId();
  const { t } = useWords();
  return (
    <Section title={t("settings.copy")} hint={t("settings.copy.hint")}>
      <SettingLine label={t("settings.copy.keep")} hint={t(keeps ? "settings.copy.on" : "settings.copy.off")} labelFor={id}>
        <Switch id={id} on={keeps} onChange={(keepsCopy) => setUi({ keepsCopy })} />
      </SettingLine>
    </Section>
  );
}
