import { X } from "lucide-react";
import { useId, useRef } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { useWords } from "../words/use-words.ts";
import css from "./spelling-section.module.css";

const NONE: readonly { readonly word: string }[] = [];

/** Words that somebody taught the workspace, by the alphabet; a lead takes out what is wrong. */
export function LearnedWords({ leads }: { readonly leads: boolean }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useWords();
  const commands = useCommands();
  const learned = useUi(({ spelling }) => spelling.words?.learned ?? NONE);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const forget = async (word: string): Promise<void> => {
    heading.current?.focus();
    const outcome = await commands.forgetWord(word);
    commands.notice(outcome === "done" ? "spelling.forgotten" : "spelling.notForgotten", { word });
  };
  return (
    <div className={css["learned"]}>
      <h3 className={css["title"]} id={id} ref={heading} tabIndex={-1}>
        {t("settings.spelling.learned")}
      </h3>
      <p className={css["hint"]}>
        {t("settings.spelling.learned.hint")}{" "}
        {learned.length === 0 ? null : leads ? (offline ? t("settings.spelling.offline") : null) : t("settings.spelling.leads")}
      </p>
      {learned.length === 0 ? (
        <p className={css["none"]}>{t("settings.spelling.none")}</p>
      ) : (
        <ul className={css["list"]} aria-labelledby={id}>
          {learned.map(({ word }) => (
            <li key={word} className={css["chip"]}>
              <bdi>{word}</bdi>
              {leads ? (
                <button
                  type="button"
                  className={css["forget"]}
                  aria-label={t("settings.spelling.forgetWord", { word })}
                  title={t("settings.spelling.forget")}
                  disabled={offline}
                  onClick={() => void forget(word)}
                >
                  <X size={12} strokeWidth={1.75} aria-hidden />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
