import { useRef, useState } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import { placeholders } from "../../../shared/guard/rules/template.ts";
import type { Contact, Template } from "../../../shared/inbox/people.ts";
import { Button } from "../../ui/button.tsx";
import { TemplateView } from "../message/template-view.tsx";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { ReasonMenu } from "./reason-menu.tsx";
import css from "./template-picker.module.css";
import { fillIn, isUsable } from "./template-text.ts";

interface Props {
  readonly template: Template;
  /** What asks for a reason each, since it was last tried. */
  readonly confirms: readonly Finding[];
  readonly values: Readonly<Record<string, string>>;
  readonly onValues: (values: Readonly<Record<string, string>>) => void;
  readonly contact: Contact | undefined;
  readonly onSend: (variables: Readonly<Record<string, string>>, reasons?: Readonly<Record<string, string>>) => Promise<void>;
}

/** What is known already stands there. */
export const firstValues = (template: Template, contact: Contact | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(placeholders(template).map((name) => [name, name === "name" ? (contact?.name ?? "") : ""]));

/** The values, and the template as the customer will see it. */
export function TemplateForm({ confirms, contact, onSend, onValues, template, values }: Props) {
  const { t } = useWords();
  const names = placeholders(template);
  const [asksReason, setAsksReason] = useState(false);
  const busy = useRef(false);
  const complete = names.every((name) => values[name]?.trim());

  const send = async (reasons?: Readonly<Record<string, string>>) => {
    if (!complete || busy.current || !isUsable(template)) return;
    if (confirms.length > 0 && reasons === undefined) return setAsksReason(true);
    busy.current = true;
    setAsksReason(false);
    await onSend(values, reasons).finally(() => (busy.current = false));
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
            onChange={(event) => onValues({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
      {template.category === "MARKETING" ? <p className={css["facts"]}>{t("template.consent")}</p> : null}
      <div className={css["send"]}>
        <span className={css["facts"]}>{complete ? null : t("template.missing")}</span>
        {confirms.length === 0 ? (
          <Button look="primary" type="submit" disabled={!complete}>
            {t("template.send")}
          </Button>
        ) : (
          <ReasonMenu open={asksReason} onOpen={setAsksReason} confirms={confirms} onReasons={(reasons) => void send(reasons)} disabled={!complete} />
        )}
      </div>
    </form>
  );
}
