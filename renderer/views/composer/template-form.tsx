import { useRef, useState } from "react";
import { placeholders } from "../../../shared/guard/rules/template.ts";
import type { Contact, Template } from "../../../shared/inbox/people.ts";
import { Button } from "../../ui/button.tsx";
import { TemplateView } from "../message/template-view.tsx";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./template-picker.module.css";
import { fillIn, isUsable } from "./template-text.ts";

interface Props {
  readonly template: Template;
  readonly contact: Contact | undefined;
  readonly onSend: (variables: Readonly<Record<string, string>>) => Promise<void>;
}

/** The values, and the template as the customer will see it. */
export function TemplateForm({ contact, onSend, template }: Props) {
  const { t } = useWords();
  const names = placeholders(template);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(names.map((name) => [name, name === "name" ? (contact?.name ?? "") : ""])),
  );
  const busy = useRef(false);
  const complete = names.every((name) => values[name]?.trim());

  const send = async () => {
    if (!complete || busy.current || !isUsable(template)) return;
    busy.current = true;
    await onSend(values).finally(() => (busy.current = false));
  };

  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className={css["facts"]}>{t("template.preview", { name: contactName(contact) })}</p>
      <div className={css["preview"]}>
        <TemplateView
          template={{ ...template, body: fillIn(template.body, values), header: template.header === undefined ? undefined : fillIn(template.header, values) }}
        />
      </div>
      {names.map((name) => (
        <label key={name} className={css["value"]}>
          <span>{`{{${name}}}`}</span>
          <input
            value={values[name] ?? ""}
            maxLength={1_024}
            dir="auto"
            aria-label={t("template.variable", { name })}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
      {template.category === "MARKETING" ? <p className={css["facts"]}>{t("template.consent")}</p> : null}
      <div className={css["send"]}>
        <span className={css["facts"]}>{complete ? null : t("template.missing")}</span>
        <Button look="primary" type="submit" disabled={!complete}>
          {t("template.send")}
        </Button>
      </div>
    </form>
  );
}
