import { Undo2 } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { Budget } from "../../../shared/outreach/budget.ts";
import { defaultAt, isSame, valueAt } from "../../../shared/guard/policy-changes.ts";
import { toDuration } from "../../../shared/time.ts";
import { useTicker } from "../../state/ticker.ts";
import { IconButton } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { problemsAt } from "../policies/faults.ts";
import { faulty } from "../policies/field-fault.tsx";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { BudgetsField } from "./budgets-field.tsx";
import { GuardFault } from "./guard-fault.tsx";
import css from "./rule-field.module.css";
import marksCss from "./rule-marks.module.css";
import { LinesField } from "./lines-field.tsx";
import { NumberField } from "./number-field.tsx";
import { PairsField } from "./pairs-field.tsx";
import type { RuleField } from "./rule-fields.ts";
import { plain, sourceOf, written } from "./sourced-value.ts";
import { SpanField } from "./span-field.tsx";
import type { GuardDraftInUse } from "./use-guard-draft.ts";
import { hourText, valueWords } from "./value-words.ts";

interface Props {
  readonly field: RuleField;
  readonly guard: GuardDraftInUse;
}

/** One number or list of the policy: what it is, where it comes from, whether it is changed, and the way back to the default. */
export function RuleFieldLine({ field, guard }: Props) {
  const words = useWords();
  const id = useId();
  const ticker = useTicker();
  const { draft, editable, problems, set } = guard;
  const { language, t } = words;
  if (draft === undefined) return null;

  const { hint, kind, path } = field;
  const label = t(field.label);
  const whole = valueAt(draft.policy, path);
  const value = plain(whole);
  const usual = defaultAt(path);
  const isDefault = isSame(value, plain(usual));
  const isChanged = !isSame(whole, valueAt(draft.saved.policy, path));
  const own = problemsAt(problems, path);
  const marks = faulty(`${id}-fault`, path, own);
  const source = sourceOf(path, whole);
  const put = (next: unknown) => set(path, written(path, next, t("guardSet.ownSource"), ticker.now()));

  return (
    <div className={css["field"]} data-wide={kind === "lines" || kind === "pairs" || kind === "budgets"}>
      <div className={css["fieldWords"]}>
        <label htmlFor={kind === "switch" ? id : undefined}>
          {label}
          {isChanged ? <span className={marksCss["changed"]}>{t("guardSet.changed")}</span> : null}
        </label>
        {hint === undefined ? null : <small>{t(hint)}</small>}
        <small>
          {isDefault ? null : `${t("guardSet.default", { value: valueWords(kind, plain(usual), words) })}${source === undefined ? "" : " · "}`}
          {source === undefined ? null : t("guardSet.source", { source: source.source, date: dateWords(source.asOf, language) })}
        </small>
      </div>
      <div className={css["fieldValue"]}>
        {editable ? (
          <Editor id={id} field={field} label={label} marks={marks} value={value} problems={own} onChange={put} />
        ) : (
          <b>{valueWords(kind, value, words)}</b>
        )}
        {editable && !isDefault ? (
          <IconButton label={`${t("guardSet.toDefault")}: ${label}`} onClick={() => set(path, usual)}>
            <Undo2 size={14} strokeWidth={1.75} />
          </IconButton>
        ) : null}
        {kind === "budgets" ? null : <GuardFault id={`${id}-fault`} problems={own} />}
      </div>
    </div>
  );
}

interface EditorProps {
  readonly id: string;
  readonly field: RuleField;
  readonly label: string;
  readonly marks: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly problems: GuardDraftInUse["problems"];
  readonly onChange: (value: unknown) => void;
}

function Editor({ field: { kind, path }, id, label, marks, onChange, problems, value }: EditorProps): ReactNode {
  switch (kind) {
    case "span":
      return <SpanField label={label} value={Number(value)} marks={marks} onChange={(next) => onChange(toDuration(next))} />;
    case "number":
      return <NumberField label={label} value={Number(value)} marks={marks} onChange={onChange} />;
    case "share":
      return <NumberField label={label} value={Number(value)} scale={100} unit="%" marks={marks} onChange={onChange} />;
    case "hour":
      return (
        <input
          type="time"
          className={fields["field"]}
          aria-label={label}
          value={Number(value) >= MIDNIGHT ? "00:00" : hourText(Number(value))}
          onChange={({ target }) => onChange(toDuration(hourOf(target.value, path)))}
          {...marks}
        />
      );
    case "switch":
      return <Switch id={id} on={value === true} onChange={onChange} />;
    case "lines":
      return <LinesField label={label} value={value as readonly string[]} marks={marks} onChange={onChange} />;
    case "pairs":
      return <PairsField label={label} value={value as Readonly<Record<string, string>>} marks={marks} onChange={onChange} />;
    case "budgets":
      return <BudgetsField id={id} path={path} budgets={value as readonly Budget[]} problems={problems} onChange={onChange} />;
  }
}

const MIDNIGHT = 86_400_000;

/** Midnight as an end is the end of the day. */
function hourOf(text: string, path: string): number {
  const found = /^(?<hours>\d\d):(?<minutes>\d\d)/u.exec(text)?.groups;
  if (found === undefined) return Number.NaN;
  const ms = (Number(found["hours"]) * 60 + Number(found["minutes"])) * 60_000;
  return ms === 0 && path.endsWith(".to") ? MIDNIGHT : ms;
}

const dateWords = (asOf: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${asOf}T00:00:00Z`));
