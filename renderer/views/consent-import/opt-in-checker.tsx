import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { useState } from "react";
import { checkOptInText } from "../../../shared/consent/opt-in-text.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { cx } from "../../ui/cx.ts";
import { Section } from "../settings/section.tsx";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import css from "./consents.module.css";

/** [S2-4] [S2-5] The words with which people are asked, before they stand on a form: what is missing, and what would be better. */
export function OptInChecker() {
  const { t } = useWords();
  const shown = useInbox(({ numbers }) => [...numbers.values()][0]?.displayName ?? "");
  const [name, setName] = useState<string>();
  const [text, setText] = useState("");
  const problems = text.trim() === "" ? undefined : checkOptInText(text, name ?? shown);

  return (
    <Section title={t("consents.wording")} hint={t("consents.wording.hint")}>
      <div className={css["body"]}>
        <label className={css["field"]}>
          {t("consents.wording.business")}
          <input className={fields["field"]} value={name ?? shown} maxLength={200} autoComplete="off" onChange={({ target }) => setName(target.value)} />
        </label>
        <label className={css["field"]}>
          {t("consents.wording.text")}
          <textarea
            className={cx(fields["field"], css["area"])}
            rows={3}
            maxLength={4_000}
            dir="auto"
            value={text}
            placeholder={t("consents.wording.example")}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <div role="status">
          {problems === undefined ? (
            <p className={css["hint"]}>{t("consents.wording.empty")}</p>
          ) : (
            <ul className={css["lines"]}>
              {problems.some(({ severity }) => severity === "error") ? null : (
                <li className={css["problem"]}>
                  <CircleCheck className={css["fine"]} size={14} strokeWidth={1.75} aria-hidden="true" />
                  {t("consents.wording.fine")}
                </li>
              )}
              {problems.map(({ code, severity }) => (
                <li key={code} className={css["problem"]}>
                  {severity === "error" ? (
                    <CircleAlert className={css["bad"]} size={14} strokeWidth={1.75} aria-hidden="true" />
                  ) : (
                    <Info className={css["advice"]} size={14} strokeWidth={1.75} aria-hidden="true" />
                  )}
                  <span>
                    <b>{t(`consents.wording.${severity}`)}</b> {t(`consents.wording.problem.${code}`)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Section>
  );
}
