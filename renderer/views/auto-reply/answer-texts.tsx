import { useId } from "react";
import type { AutoReplySettings } from "../../../shared/handoffs/auto-reply-settings.ts";
import {
  AUTO_REPLY_KINDS,
  AUTO_REPLY_LANGUAGES,
  HOLE_OF,
  type AutoReplyKind,
  type AutoReplyLanguage,
  type AutoReplyTexts,
} from "../../../shared/handoffs/auto-reply-texts.ts";
import { waitWords, whenWords } from "../../../shared/handoffs/auto-reply-words.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { hours, minutes, plus, toInstant, type Instant } from "../../../shared/time.ts";
import { useTicker } from "../../state/ticker.ts";
import { Choice } from "../settings/choice.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./auto-reply.module.css";

interface Props {
  readonly settings: AutoReplySettings;
  readonly language: AutoReplyLanguage;
  readonly problems: readonly Problem[];
  readonly onLanguage: (language: AutoReplyLanguage) => void;
  readonly onChange: (texts: AutoReplyTexts) => void;
}

/** The words in one language at a time, each with what a customer would read. */
export function AnswerTexts({ language, onChange, onLanguage, problems, settings: { texts } }: Props) {
  const { t } = useWords();
  const now = useTicker().now();
  const id = useId();
  return (
    <div className={css["texts"]}>
      <Choice
        label={t("autoReply.texts")}
        hint={t("autoReply.texts.hint", { when: "{{when}}", wait: "{{wait}}" })}
        value={language}
        options={AUTO_REPLY_LANGUAGES.map((one) => ({ value: one, label: t(`autoReply.language.${one}`) }))}
        onChoose={onLanguage}
      />
      {AUTO_REPLY_KINDS.map((kind) => {
        const hole = HOLE_OF[kind];
        const isFaulty = problems.some(({ path }) => path === `texts.${kind}.${language}`);
        return (
          <div key={kind} className={css["text"]}>
            <label htmlFor={`${id}-${kind}`}>{t(`autoReply.text.${kind}`)}</label>
            <textarea
              id={`${id}-${kind}`}
              className={css["area"]}
              lang={language}
              dir="auto"
              rows={2}
              value={texts[kind][language]}
              aria-invalid={isFaulty}
              aria-describedby={`${id}-${kind}-about`}
              onChange={({ target }) => onChange({ ...texts, [kind]: { ...texts[kind], [language]: target.value } })}
            />
            <div id={`${id}-${kind}-about`}>
              {isFaulty ? (
                <p className={css["fault"]}>{hole === undefined ? t("autoReply.fault.plain") : t("autoReply.fault.hole", { hole: `{{${hole}}}` })}</p>
              ) : (
                <p className={css["example"]} lang={language}>
                  {exampleOf(texts[kind][language], kind, language, now)}
                </p>
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** As read by a customer who lives where this desk stands, in the evening before it opens. */
function exampleOf(text: string, kind: AutoReplyKind, language: AutoReplyLanguage, now: Instant): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const when = whenWords(toInstant(Math.floor(plus(now, hours(14)) / hours(1)) * hours(1)), { language, zones: [zone], deskZone: zone, now });
  const filled = kind === "closed" ? when : waitWords({ from: minutes(20), to: minutes(35) }, language);
  return text.replaceAll(/\{\{\s*(when|wait)\s*\}\}/g, filled);
}
