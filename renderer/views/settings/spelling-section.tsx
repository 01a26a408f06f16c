import { useId } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useUi } from "../../state/ui-store.ts";
import { Switch } from "../../ui/switch.tsx";
import { useWords } from "../words/use-words.ts";
import { LearnedWords } from "./learned-words.tsx";
import { Section } from "./section.tsx";
import css from "./spelling-section.module.css";

const LANGUAGES = ["en", "es", "pt", "it"] as const;

/** [S0-9] Which languages are looked at on this computer, and which words are right in this workspace. */
export function SpellingSection({ leads }: { readonly leads: boolean }) {
  const { t } = useWords();
  return (
    <Section title={t("settings.spelling")} hint={t("settings.spelling.hint")}>
      {LANGUAGES.map((language) => (
        <LanguageLine key={language} language={language} />
      ))}
      <LearnedWords leads={leads} />
    </Section>
  );
}

function LanguageLine({ language }: { readonly language: (typeof LANGUAGES)[number] }) {
  const id = useId();
  const { t } = useWords();
  const commands = useCommands();
  const on = useUi(({ spellingOff }) => !spellingOff.includes(language));
  const failed = useUi(({ spelling }) => spelling.missing[language] === "failed");
  const given = useUi(({ spelling }) => spelling.words?.dictionaries.some((one) => one.language === language) === true);
  // What the app does not bring along is on only where the server has it.
  const present = language !== "it" || given;
  const hint = language === "it" ? t(given ? "settings.spelling.it.there" : "settings.spelling.it.none") : t(`settings.spelling.${language}.hint`);
  return (
    <div className={css["line"]}>
      <div className={css["words"]}>
        <label htmlFor={id}>{t(`settings.spelling.${language}`)}</label>
        <p className={css["hint"]}>{failed ? t("settings.spelling.failed") : hint}</p>
      </div>
      <Switch id={id} on={on && present} disabled={!present} onChange={(wanted) => commands.lookAtLanguage(language, wanted)} />
    </div>
  );
}
