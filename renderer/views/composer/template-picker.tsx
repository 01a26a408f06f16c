import { useCallback, useId, useRef, useState, type KeyboardEvent } from "react";
import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { firstValues } from "../../../shared/templates/first-values.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Leaving } from "../../commands/leaving.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import { completeValues } from "./complete-values.ts";
import { GuardStrip } from "./guard-strip.tsx";
import type { RemedyLabel } from "./remedies.ts";
import { mendIn } from "./strip-lines.ts";
import { TemplateForm } from "./template-form.tsx";
import { optionId, TemplateList } from "./template-list.tsx";
import css from "./template-picker.module.css";
import { useRankedTemplates } from "./use-ranked-templates.ts";
import { useTemplateCheck } from "./use-template-check.ts";
import { useTemplateRemedies } from "./use-template-remedies.tsx";

interface Props {
  readonly id: ConversationId;
  readonly onSent: () => void;
  /** Puts words into the answer being written; absent where there is none. */
  readonly onText?: (text: string) => void;
}

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

/** What may be sent to this contact now, the best first; preview and values beside it, and what the guard says to them. */
export function TemplatePicker({ id, onSent, onText }: Props) {
  const known = useInbox((state) => state.templates.size);
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const agentName = useInbox((state) => state.me?.name);
  const businessName = useInbox((state) => state.numbers.get(state.conversations.get(id)?.numberId ?? ("" as never))?.displayName);
  const commands = useCommands();
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [query, setQuery] = useState("");
  const [chosenId, setChosenId] = useState<string | undefined>();
  /** What was typed, by template. */
  const [typed, setTyped] = useState<Readonly<Record<string, Readonly<Record<string, string>>>>>({});

  const offered = useRankedTemplates(id, query);
  const groups = [...offered.now, ...offered.notNow];
  const all = groups.flatMap(({ variants }) => variants);
  const chosen = all.find(({ template }) => template.id === chosenId) ?? offered.now[0]?.variants[0] ?? all[0];
  const group = groups.find(({ variants }) => variants.some((one) => one === chosen));
  const template = chosen?.template;
  const values = template === undefined ? {} : (typed[template.id] ?? firstValues(template, { contact, agentName, businessName }));
  const send = async (variables: Readonly<Record<string, string>>, reasons: Readonly<Record<string, string>> | undefined, leaving: Leaving | undefined) => {
    if (template === undefined) return;
    const { language, name } = template;
    const against = await commands.sendTemplate(id, { name, language, variables }, reasons, ...(leaving === undefined ? [] : [leaving]));
    setFindings(against);
    if (against.length === 0) onSent();
  };
  const remedies = useTemplateRemedies(id, {
    onText,
    send: (leaving) => {
      const given = template === undefined ? undefined : completeValues(template, values);
      if (given !== undefined) void send(given, undefined, leaving);
      else frame.current?.querySelector<HTMLElement>("[data-template-value]")?.focus();
    },
  });
  const ownLabel = remedies.labelOf;
  const label = useCallback((remedy: Remedy, finding: Finding) => labelOf(remedy, finding) ?? ownLabel(remedy, finding), [ownLabel]);
  const { findings, setFindings } = useTemplateCheck(
    id,
    chosen !== undefined && (chosen.obstacles.length === 0 || remedies.leaving !== undefined) ? template : undefined,
    values,
    remedies.leaving,
  );

  const onValues = (next: Readonly<Record<string, string>>) => {
    if (template === undefined) return;
    // What is being filled in stays, wherever it goes in the list.
    setChosenId(template.id);
    setTyped({ ...typed, [template.id]: next });
  };
  const onMend = (remedy: Remedy, finding: Finding) => {
    if (remedies.mend(remedy, finding)) return;
    const mend = mendIn(remedy);
    const name = variableOf(remedy, finding);
    if (mend !== undefined && name !== undefined) {
      const value = values[name] ?? "";
      onValues({ ...values, [name]: value.slice(0, mend.from) + mend.with + value.slice(mend.to) });
    }
    if (remedy.command === "use-template") search.current?.focus();
    setFindings([]);
    if (remedy.command === "reply") onSent();
  };
  const steer = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const here = group === undefined ? -1 : groups.indexOf(group);
      const next = groups[Math.min(Math.max(here + step, 0), groups.length - 1)]?.variants[0];
      if (next !== undefined) setChosenId(next.template.id);
    }
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const inputs = [...(frame.current?.querySelectorAll<HTMLInputElement>("[data-template-value]") ?? [])];
    const first = inputs.find((input) => input.value.trim() === "") ?? inputs[0];
    (first ?? frame.current?.querySelector<HTMLElement>("[data-template-send] button"))?.focus();
  };

  if (known === 0) return <p className={css["none"]}>{t("template.none")}</p>;
  return (
    <div
      ref={frame}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.shiftKey) return template !== undefined && completeValues(template, values) !== undefined ? remedies.askTime() : undefined;
        frame.current?.querySelector<HTMLElement>("[data-template-send] button")?.click();
      }}
    >
      <GuardStrip
        conversationId={id}
        findings={chosen === undefined || chosen.obstacles.length === 0 || remedies.leaving !== undefined ? findings : chosen.obstacles}
        labelOf={label}
        onMend={onMend}
        onMendAll={nothing}
        onLeave={() => search.current?.focus()}
      />
      {remedies.line}
      {remedies.dialog}
      <div className={css["picker"]}>
        <div className={css["side"]}>
          <input
            ref={search}
            className={css["search"]}
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={group === undefined ? undefined : optionId(listId, group.name)}
            value={query}
            placeholder={t("template.search")}
            aria-label={t("template.search")}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={steer}
          />
          {groups.length === 0 ? <p className={css["none"]}>{t("template.noMatch", { query })}</p> : null}
          {offered.now.length === 0 && groups.length > 0 ? <p className={css["noneNow"]}>{t("template.noneNow")}</p> : null}
          <TemplateList id={listId} offered={offered} chosen={chosen} onChoose={setChosenId} />
        </div>
        {chosen === undefined ? null : (
          <TemplateForm
            key={chosen.template.id}
            chosen={chosen}
            group={group}
            onVariant={setChosenId}
            contact={contact}
            findings={findings}
            values={values}
            onValues={onValues}
            leaving={remedies.leaving}
            onSchedule={remedies.askTime}
            onSend={(variables, reasons) => send(variables, reasons, remedies.leaving)}
          />
        )}
      </div>
    </div>
  );
}
