import { useMemo, useRef, useState } from "react";
import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { cx } from "../../ui/cx.ts";
import { useWords } from "../words/use-words.ts";
import { GuardStrip } from "./guard-strip.tsx";
import type { RemedyLabel } from "./remedies.ts";
import { mendIn } from "./strip-lines.ts";
import { firstValues, TemplateForm } from "./template-form.tsx";
import css from "./template-picker.module.css";
import { inOrder, isUsable } from "./template-text.ts";

interface Props {
  readonly id: ConversationId;
  readonly onSent: () => void;
}

const NONE: readonly Finding[] = [];
const nothing = (): void => {};

/** Here a value can be mended, another template taken, or free text written; the rest is for the composer. */
function labelOf(remedy: Remedy, finding: Finding): RemedyLabel | undefined {
  const mend = mendIn(remedy);
  if (mend !== undefined) return variableOf(remedy, finding) === undefined ? undefined : { key: mend.with === "" ? "remedy.remove" : "remedy.fix" };
  return remedy.command === "use-template" || remedy.command === "reply" ? { key: `remedy.${remedy.command}` } : undefined;
}

/** The value in which the words stand. */
function variableOf(remedy: Remedy, { evidence }: Finding): string | undefined {
  const name = remedy["variable"] ?? evidence["variable"];
  return typeof name === "string" ? name : undefined;
}

/** Every template with what speaks for or against it, the best first; preview and values beside it. */
export function TemplatePicker({ id, onSent }: Props) {
  const templates = useInbox((state) => state.templates);
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const commands = useCommands();
  const { t } = useWords();
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [chosenId, setChosenId] = useState<string | undefined>();
  const [findings, setFindings] = useState(NONE);
  /** What was typed, by template. */
  const [typed, setTyped] = useState<Readonly<Record<string, Readonly<Record<string, string>>>>>({});

  const sorted = useMemo(() => inOrder(templates.values(), contact), [templates, contact]);
  const shown = sorted.filter(({ body, name }) => `${name} ${body}`.toLowerCase().includes(query.trim().toLowerCase()));
  const chosen = shown.find((template) => template.id === chosenId) ?? shown.find(isUsable);

  const values = chosen === undefined ? {} : (typed[chosen.id] ?? firstValues(chosen, contact));
  const onValues = (next: Readonly<Record<string, string>>) => {
    if (chosen !== undefined) setTyped({ ...typed, [chosen.id]: next });
  };
  const onMend = (remedy: Remedy, finding: Finding) => {
    const mend = mendIn(remedy);
    const name = variableOf(remedy, finding);
    if (mend !== undefined && name !== undefined) {
      const value = values[name] ?? "";
      onValues({ ...values, [name]: value.slice(0, mend.from) + mend.with + value.slice(mend.to) });
    }
    setFindings(NONE);
    if (remedy.command === "reply") onSent();
  };
  const confirms = findings.some(({ severity }) => severity === "stop") ? NONE : findings.filter(({ severity }) => severity === "confirm");

  if (templates.size === 0) return <p className={css["none"]}>{t("template.none")}</p>;
  return (
    <div>
      <GuardStrip conversationId={id} findings={findings} labelOf={labelOf} onMend={onMend} onMendAll={nothing} onLeave={() => search.current?.focus()} />
      <div className={css["picker"]}>
        <div className={css["side"]}>
          <input
            ref={search}
            className={css["search"]}
            autoFocus
            value={query}
            placeholder={t("template.search")}
            aria-label={t("template.search")}
            onChange={(event) => setQuery(event.target.value)}
          />
          <ul className={css["list"]} role="listbox" aria-label={t("composer.templates")}>
            {shown.map((template) => {
              const usable = isUsable(template);
              return (
                <li key={template.id} role="presentation">
                  <button
                    type="button"
                    role="option"
                    aria-selected={template === chosen}
                    disabled={!usable}
                    className={cx(css["option"], !usable && css["unusable"])}
                    onClick={() => {
                      setChosenId(template.id);
                      setFindings(NONE);
                    }}
                  >
                    <span className={css["name"]}>{template.name}</span>
                    <span className={css["facts"]}>
                      {[
                        t(`template.category.${template.category}`),
                        template.language,
                        usable ? t(`template.quality.${template.quality}`) : t("template.status.other", { status: template.status.toLowerCase() }),
                      ].join(" · ")}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
          {shown.length === 0 ? <p className={css["none"]}>{t("template.noMatch", { query })}</p> : null}
        </div>
        {chosen === undefined ? null : (
          <TemplateForm
            key={chosen.id}
            template={chosen}
            contact={contact}
            confirms={confirms}
            values={values}
            onValues={onValues}
            onSend={async (variables, reasons) => {
              const against = await commands.sendTemplate(id, { name: chosen.name, language: chosen.language, variables }, reasons);
              setFindings(against);
              if (against.length === 0) onSent();
            }}
          />
        )}
      </div>
    </div>
  );
}
