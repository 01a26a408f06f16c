import { setUi, useUi } from "../../state/ui-store.ts";
import { useWords } from "../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { Section } from "./section.tsx";

export function Appearance() {
  const theme = useUi((ui) => ui.theme);
  const density = useUi((ui) => ui.density);
  const enterSends = useUi((ui) => ui.enterSends);
  const { t } = useWords();

  return (
    <Section title={t("settings.appearance")} hint={t("settings.appearance.hint")}>
      <Choice
        label={t("me.theme")}
        hint={t("settings.theme.hint")}
        value={theme}
        options={[
          { value: "system", label: t("settings.theme.system") },
          { value: "light", label: t("settings.theme.light") },
          { value: "dark", label: t("settings.theme.dark") },
        ]}
        onChoose={(chosen) => setUi({ theme: chosen })}
      />
      <Choice
        label={t("me.density")}
        hint={t("settings.density.hint")}
        value={density}
        options={[
          { value: "comfortable", label: t("settings.density.comfortable") },
          { value: "compact", label: t("settings.density.compact") },
        ]}
        onChoose={(chosen) => setUi({ density: chosen })}
      />
      <Choice
        label={t("settings.enter")}
        hint={t(enterSends ? "settings.enter.sends.hint" : "settings.enter.breaks.hint")}
        value={enterSends ? "sends" : "breaks"}
        options={[
          { value: "sends", label: t("settings.enter.sends") },
          { value: "breaks", label: t("settings.enter.breaks") },
        ]}
        onChoose={(chosen) => setUi({ enterSends: chosen === "sends" })}
      />
    </Section>
  );
}
