import { useId, type KeyboardEvent } from "react";
import type { Template } from "../../../shared/inbox/people.ts";
import { fieldFault, type TemplateField } from "../../../shared/templates/template-fields.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./template-picker.module.css";

interface Props {
  readonly template: Template;
  readonly field: TemplateField;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** One value: what it is, an example where the template has one, and what is wrong with it. */
export function TemplateFieldInput({ field, onKeyDown, onValue, template, value }: Props) {
  const { t } = useWords();
  const id = useId();
  const fault = value.trim() === "" ? undefined : fieldFault(field, value);
  return (
    <div className={css["value"]}>
      <label htmlFor={id}>{fieldName(field, template, t)}</label>
      <input
        id={id}
        value={value}
        maxLength={1_024}
        dir="auto"
        placeholder={placeholderOf(field, t)}
        aria-label={
          field.kind === "text"
            ? t(field.place === "header" ? "template.variableHeader" : "template.variable", { name: field.name })
            : fieldName(field, template, t)
        }
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        data-template-value=""
        onChange={(event) => onValue(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {fault === undefined ? null : (
        <p className={css["fault"]} id={`${id}-fault`}>
          {t(`template.fault.${fault}`)}
        </p>
      )}
    </div>
  );
}

function fieldName({ button, kind, name, place }: TemplateField, { buttons }: Template, t: Words["t"]): string {
  if (kind === "text") return place === "header" ? t("template.inHeader", { name: `{{${name}}}` }) : `{{${name}}}`;
  if (kind === "link" || kind === "code") return t(`template.field.${kind}`, { button: buttons[button ?? 0] ?? "" });
  return t(`template.field.${kind}`);
}

const placeholderOf = ({ example, kind }: TemplateField, t: Words["t"]): string | undefined => {
  if (example !== undefined && example !== "") return t("template.example", { example });
  if (kind === "image" || kind === "video" || kind === "document") return t("template.mediaHint");
  return undefined;
};
