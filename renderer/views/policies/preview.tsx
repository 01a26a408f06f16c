import { useMemo, useState } from "react";
import { createCompile } from "../../../shared/sla/calendar-cache.ts";
import type { Priority } from "../../../shared/inbox/conversation.ts";
import type { ConditionField, Policy, PolicyContext } from "../../../shared/sla/policy.ts";
import type { Instant } from "../../../shared/time.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { fromFieldValue, toFieldValue } from "../words/local-day.ts";
import { useWords } from "../words/use-words.ts";
import fields from "./fields.module.css";
import { PreviewAnswer } from "./preview-answer.tsx";
import css from "./preview.module.css";
import { beforeClockChange, fridayEvening } from "./quick-starts.ts";
import { usePolicyWords } from "./use-policy-words.ts";
import { FIELDS, useValueOptions } from "./value-options.ts";
import { ValuePicker } from "./value-picker.tsx";
import { whatApplies } from "./what-applies.ts";
import { localZone } from "./zone-time.ts";

/** Which policy of the draft would apply to a conversation, and when its clocks would run out. */
export function Preview({ draft, hasFaults }: { readonly draft: SlaDraft; readonly hasFaults: boolean }) {
  const { t } = useWords();
  const ticker = useTicker();
  const [context, setContext] = useState<PolicyContext>({});
  const [start, setStart] = useState<Instant | undefined>(() => ticker.now());
  const compile = useMemo(() => createCompile(), []);
  const answer = useMemo(
    () => (hasFaults || start === undefined ? undefined : whatApplies(draft, context, start, compile)),
    [compile, context, draft, hasFaults, start],
  );

  return (
    <aside className={css["preview"]} aria-labelledby="preview-title">
      <h3 className={css["title"]} id="preview-title">
        {t("policies.preview")}
      </h3>
      <div className={css["form"]}>
        {FIELDS.map((field) =>
          field === "label" ? (
            <div key={field} className={css["labels"]}>
              <span>{t("policies.field.label")}</span>
              <ValuePicker field="label" values={context.labels ?? []} onChange={(labels) => setContext({ ...context, labels })} />
            </div>
          ) : (
            <Choice
              key={field}
              field={field}
              value={context[field]}
              policies={draft.policies}
              onChange={(value) => setContext({ ...context, [field]: field === "priority" ? (value as Priority | undefined) : value })}
            />
          ),
        )}
        <label className={css["start"]}>
          <span>{t("policies.preview.start")}</span>
          <input
            type="datetime-local"
            className={fields["field"]}
            value={start === undefined ? "" : toFieldValue(start)}
            onChange={(event) => setStart(fromFieldValue(event.target.value))}
          />
        </label>
        <QuickStarts draft={draft} hasFaults={hasFaults} onChoose={setStart} />
      </div>
      <div className={css["answer"]} role="status">
        {start === undefined ? (
          <p>{t("policies.preview.noStart")}</p>
        ) : answer === undefined ? (
          <p>{t("policies.preview.faults")}</p>
        ) : (
          <PreviewAnswer answer={answer} context={context} start={start} />
        )}
      </div>
    </aside>
  );
}

interface ChoiceProps {
  readonly field: Exclude<ConditionField, "label">;
  readonly value: string | undefined;
  readonly policies: readonly Policy[];
  readonly onChange: (value: string | undefined) => void;
}

/** What the workspace knows, and what the policies name: any other value matches none of them. */
function Choice({ field, onChange, policies, value }: ChoiceProps) {
  const { t } = useWords();
  const { name } = usePolicyWords();
  const known = useValueOptions(field);
  const named = policies.flatMap(({ conditions }) => conditions.filter((condition) => condition.field === field).flatMap((condition) => condition.in));
  const options = [
    ...known,
    ...[...new Set(named)].filter((one) => !known.some((option) => option.value === one)).map((one) => ({ value: one, label: name(field, one) ?? one })),
  ];
  return (
    <label className={css["choice"]}>
      <span>{t(`policies.field.${field}`)}</span>
      <select className={fields["select"]} value={value ?? ""} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}>
        <option value="">{t(field === "priority" ? "policies.preview.normal" : "policies.preview.unset")}</option>
        {options
          .filter((option) => field !== "priority" || option.value !== "normal")
          .map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
      </select>
    </label>
  );
}

interface QuickProps {
  readonly draft: SlaDraft;
  readonly hasFaults: boolean;
  readonly onChoose: (start: Instant) => void;
}

function QuickStarts({ draft, hasFaults, onChoose }: QuickProps) {
  const { t } = useWords();
  const ticker = useTicker();
  const zones = hasFaults ? [] : Object.values(draft.calendars).flatMap((definition) => (definition === "24/7" ? [] : [definition.timeZone]));
  const change = beforeClockChange(ticker.now(), [localZone(), ...zones]);
  return (
    <span className={css["quick"]}>
      <Button size="small" onClick={() => onChoose(ticker.now())}>
        {t("policies.preview.now")}
      </Button>
      <Button size="small" onClick={() => onChoose(fridayEvening(ticker.now()))}>
        {t("policies.preview.friday")}
      </Button>
      {change === undefined ? null : (
        <Button size="small" onClick={() => onChoose(change)}>
          {t("policies.preview.clockChange")}
        </Button>
      )}
    </span>
  );
}
