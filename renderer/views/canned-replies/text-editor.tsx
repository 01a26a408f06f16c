import { X } from "lucide-react";
import { useId, useRef } from "react";
import { MOST_LANGUAGES } from "../../../shared/api/canned-replies.ts";
import { CANNED_VARIABLES } from "../../../shared/inbox/canned-variables.ts";
import { lengthFacts } from "../../../shared/platform/facts.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { putInto } from "../composer/put-into.ts";
import fields from "../policies/fields.module.css";
import { languageName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./reply-editor.module.css";
import type { Faults } from "./edit-reply.ts";

/** Offered when a language is added: those that customers of WhatsApp write most, ours first. */
const LANGUAGES = "en it es pt-BR fr de nl pt-PT ar tr pl ro ru uk el hi id zh ja".split(" ");

interface Props {
  readonly texts: Readonly<Record<string, string>>;
  readonly shown: string;
  readonly faults: Faults;
  readonly editable: boolean;
  readonly onShow: (language: string) => void;
  readonly onTexts: (texts: Readonly<Record<string, string>>) => void;
}

/** The same answer in each language: one tab, one text. */
export function TextEditor({ editable, faults, onShow, onTexts, shown, texts }: Props) {
  const { language: mine, t } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const languages = Object.keys(texts);
  const name = (one: string): string => languageName(one, mine);
  const fault = faults[`texts.${shown}`] ?? faults["texts"];

  const add = (language: string) => {
    onTexts({ ...texts, [language]: "" });
    onShow(language);
    requestAnimationFrame(() => field.current?.focus());
  };
  const remove = () => {
    onTexts(Object.fromEntries(Object.entries(texts).filter(([one]) => one !== shown)));
    onShow(languages.find((one) => one !== shown) ?? "");
  };
  const put = (words: string) => {
    const { current } = field;
    if (current !== null) putInto(current, { from: current.selectionStart, to: current.selectionEnd, with: words });
  };
  return (
    <fieldset className={css["field"]}>
      <legend className={css["label"]}>{t("canned.texts")}</legend>
      <div className={css["languages"]}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            className={css["language"]}
            aria-pressed={one === shown}
            data-fault={faults[`texts.${one}`] !== undefined}
            onClick={() => onShow(one)}
          >
            {name(one)}
          </button>
        ))}
        {editable && languages.length > 1 ? (
          <IconButton label={t("canned.language.remove", { language: name(shown) })} onClick={remove}>
            <X size={14} strokeWidth={1.75} />
          </IconButton>
        ) : null}
        {editable && languages.length < MOST_LANGUAGES ? (
          <select className={fields["select"]} value="" aria-label={t("canned.language.add")} onChange={(event) => add(event.target.value)}>
            <option value="" disabled>
              {t("canned.language.add")}
            </option>
            {LANGUAGES.filter((one) => !languages.includes(one)).map((one) => (
              <option key={one} value={one}>
                {name(one)}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      <textarea
        ref={field}
        className={css["text"]}
        rows={7}
        dir="auto"
        lang={shown}
        spellCheck
        readOnly={!editable}
        maxLength={lengthFacts.text.value}
        value={texts[shown] ?? ""}
        aria-label={t("canned.text", { language: name(shown) })}
        onChange={(event) => onTexts({ ...texts, [shown]: event.target.value })}
        {...(fault === undefined ? {} : { "aria-invalid": true, "aria-describedby": id })}
      />
      {fault === undefined ? null : (
        <p className={fields["fault"]} id={id}>
          {t(`canned.fault.${fault}`)}
        </p>
      )}
      {editable ? (
        <div className={css["variables"]}>
          <span>{t("canned.insert")}</span>
          {CANNED_VARIABLES.map((variable) => (
            <Button key={variable} size="small" onClick={() => put(`{{${variable}}}`)}>
              {t(`canned.variable.${variable}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <p className={css["hint"]}>{t("canned.gapHint")}</p>
    </fieldset>
  );
}
