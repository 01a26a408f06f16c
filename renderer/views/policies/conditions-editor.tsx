import { Plus, X } from "lucide-react";
import { useId, useRef } from "react";
import type { Condition, ConditionField, Policy } from "../../../shared/sla/policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useWords } from "../words/use-words.ts";
import { FieldFault, faulty } from "./field-fault.tsx";
import { problemsAt } from "./faults.ts";
import css from "./policy-editor.module.css";
import fields from "./fields.module.css";
import { FIELDS } from "./value-options.ts";
import { ValuePicker } from "./value-picker.tsx";

interface Props {
  readonly policy: Policy;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (policy: Policy) => void;
}

/** [P1] All of them must hold; of the values of each, one is enough. */
export function ConditionsEditor({ onChange, path, policy, problems }: Props) {
  const { t } = useWords();
  const { conditions } = policy;
  // Labels can be asked for twice, of everything else there is only one.
  const free = FIELDS.filter((field) => field === "label" || !conditions.some((condition) => condition.field === field));
  const change = (next: readonly Condition[]) => onChange({ ...policy, conditions: next });
  const add = useRef<HTMLButtonElement>(null);

  return (
    <>
      {conditions.length === 0 ? <p className={css["note"]}>{t("policies.conditions.none")}</p> : null}
      <ul className={css["conditions"]}>
        {conditions.map((condition, index) => (
          <ConditionRow
            // A condition has no name of its own.
            key={index}
            condition={condition}
            fields={FIELDS.filter((field) => field === condition.field || free.includes(field))}
            first={index === 0}
            path={`${path}.conditions[${index}]`}
            problems={problems}
            onChange={(next) => change(conditions.with(index, next))}
            onRemove={() => {
              change(conditions.toSpliced(index, 1));
              add.current?.focus();
            }}
          />
        ))}
      </ul>
      <Menu
        label={t("policies.conditions.add")}
        trigger={
          <Button size="small" ref={add}>
            <Plus size={13} strokeWidth={2} />
            {t("policies.conditions.add")}
          </Button>
        }
      >
        {free.map((field) => (
          <MenuItem key={field} onSelect={() => change([...conditions, { field, in: [] }])}>
            {t(`policies.field.${field}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

interface RowProps {
  readonly condition: Condition;
  readonly fields: readonly ConditionField[];
  readonly first: boolean;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

function ConditionRow({ condition, fields: choices, first, onChange, onRemove, path, problems }: RowProps) {
  const { t } = useWords();
  const faultId = useId();
  const found = problemsAt(problems, path);
  return (
    <li className={css["condition"]}>
      <span className={css["and"]}>{t(first ? "policies.conditions.if" : "policies.conditions.and")}</span>
      <select
        className={fields["select"]}
        aria-label={t("policies.conditions.field")}
        value={condition.field}
        onChange={(event) => onChange({ field: event.target.value as ConditionField, in: [] })}
      >
        {choices.map((field) => (
          <option key={field} value={field}>
            {t(`policies.field.${field}`)}
          </option>
        ))}
      </select>
      <span className={css["and"]}>{t("policies.conditions.oneOf")}</span>
      <ValuePicker
        field={condition.field}
        values={condition.in}
        marks={faulty(faultId, `${path}.in`, found)}
        onChange={(values) => onChange({ ...condition, in: values })}
      />
      <IconButton label={t("policies.conditions.remove", { field: t(`policies.field.${condition.field}`) })} onClick={onRemove}>
        <X size={14} strokeWidth={1.75} />
      </IconButton>
      <FieldFault id={faultId} problems={found} />
    </li>
  );
}
