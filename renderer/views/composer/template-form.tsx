import { CalendarClock } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import type { Contact, Template } from "../../../shared/inbox/people.ts";
import { renderTemplate } from "../../../shared/inbox/render-template.ts";
import type { RankedTemplate, TemplateGroup } from "../../../shared/templates/rank-templates.ts";
import { fieldFault, templateFields } from "../../../shared/templates/template-fields.ts";
import type { Leaving } from "../../commands/leaving.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { TemplateView } from "../message/template-view.tsx";
import { contactName, languageName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { ReasonMenu } from "./reason-menu.tsx";
import { TemplateFieldInput } from "./template-field.tsx";
import css from "./template-picker.module.css";

interface Props {
  readonly chosen: RankedTemplate;
  /** The same template in other languages. */
  readonly group: TemplateGroup | undefined;
  readonly onVariant: (templateId: string) => void;
  readonly findings: readonly Finding[];
  readonly values: Readonly<Record<string, string>>;
  readonly onValues: (values: Readonly<Record<string, string>>) => void;
  readonly contact: Contact | undefined;
  readonly leaving: Leaving | undefined;
  readonly onSchedule: () => void;
  readonly onSend: (variables: Readonly<Record<string, string>>, reasons?: Readonly<Record<string, string>>) => Promise<void>;
}

/** The values, and the template as the customer will see it. */
export function TemplateForm({ chosen: { obstacles, template }, contact, findings, group, leaving, onSchedule, onSend, onValues, onVariant, values }: Props) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [asksReason, setAsksReason] = useState(false);
  const busy = useRef(false);
  const fields = templateFields(template);
  const complete = fields.every(({ key, required }) => !required || values[key]?.trim());
  const sound = fields.every((field) => !values[field.key]?.trim() || fieldFault(field, values[field.key] ?? "") === undefined);
  const [obstacle] = obstacles;
  const stopped = findings.some(({ severity }) => severity === "stop");
  const confirms = stopped ? [] : findings.filter(({ severity }) => severity === "confirm");
  const maySend = complete && sound && (obstacle === undefined || leaving !== undefined) && !stopped;

  const send = async (reasons?: Readonly<Record<string, string>>) => {
    if (!maySend || busy.current) return;
    if (confirms.length > 0 && reasons === undefined) return setAsksReason(true);
    busy.current = true;
    setAsksReason(false);
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
    await onSend(given, reasons).finally(() => (busy.current = false));
  };

  /** Enter goes to the next value, and from the last one to the button: nothing is sent by accident. */
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const inputs = [...(form.current?.querySelectorAll<HTMLElement>("[data-template-value], [data-template-send] button") ?? [])];
    inputs[inputs.indexOf(event.currentTarget) + 1]?.focus();
  };

  return (
    <form
      ref={form}
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={css["formHead"]}>
        <p className={css["facts"]}>{t("template.preview", { name: contactName(contact) })}</p>
        <Variants group={group} chosen={template} onVariant={onVariant} />
      </div>
      <div className={css["preview"]}>
        <Preview template={template} values={values} />
      </div>
      {fields.map((field) => (
        <TemplateFieldInput
          key={field.key}
          template={template}
          field={field}
          value={values[field.key] ?? ""}
          onValue={(value) => onValues({ ...values, [field.key]: value })}
          onKeyDown={onKeyDown}
        />
      ))}
      {template.category === "MARKETING" && obstacle === undefined ? <p className={css["facts"]}>{t("template.consent")}</p> : null}
      <div className={css["send"]}>
        <span className={css["facts"]} role="status">
          {obstacle !== undefined || complete ? null : t("template.missing")}
        </span>
        {complete && sound ? (
          <IconButton label={t("action.schedule")} shortcut="Ctrl+Shift+Enter" side="top" onClick={onSchedule}>
            <CalendarClock size={17} strokeWidth={1.75} />
          </IconButton>
        ) : null}
        <span data-template-send="">
          {confirms.length === 0 ? (
            <Button look="primary" type="submit" disabled={!maySend}>
              {t(leaving === undefined ? "template.send" : "schedule.do")}
            </Button>
          ) : (
            <ReasonMenu open={asksReason} onOpen={setAsksReason} confirms={confirms} onReasons={(reasons) => void send(reasons)} disabled={!maySend} />
          )}
        </span>
      </div>
    </form>
  );
}

/** What is filled in stands there; what is missing stays visible as `{{name}}`. */
function Preview({ template, values }: { readonly template: Template; readonly values: Readonly<Record<string, string>> }) {
  const content = renderTemplate(template, values);
  const media = template.headerMedia === "location" ? values["header.location.name"] : values[`header.media.${template.headerMedia ?? ""}`];
  return content.type === "template" ? <TemplateView template={{ ...content, media, links: template.links }} /> : null;
}

/** The languages in which it exists; those that may not be sent say so. */
function Variants({
  chosen,
  group,
  onVariant,
}: {
  readonly chosen: Template;
  readonly group: TemplateGroup | undefined;
  readonly onVariant: Props["onVariant"];
}) {
  const { language: spoken, t } = useWords();
  if (group === undefined || group.variants.length < 2) return null;
  return (
    <div className={css["variants"]} role="group" aria-label={t("template.languages")}>
      {group.variants.map(({ obstacles, template: { id, language } }) => (
        <button
          key={id}
          type="button"
          className={css["variant"]}
          aria-pressed={id === chosen.id}
          data-barred={obstacles.length > 0}
          aria-label={obstacles.length > 0 ? t("template.languageNotNow", { language: languageName(language, spoken) }) : languageName(language, spoken)}
          onClick={() => onVariant(id)}
        >
          {language}
        </button>
      ))}
    </div>
  );
}
