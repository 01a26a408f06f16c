import { Command } from "cmdk";
import { Check, Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import type { ConditionField } from "../../../shared/sla/policy.ts";
import { Button } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import { usePolicyWords } from "./use-policy-words.ts";
import { TYPED, useValueOptions } from "./value-options.ts";
import css from "./value-picker.module.css";

interface Props {
  readonly field: ConditionField;
  readonly values: readonly string[];
  readonly marks?: Readonly<Record<string, unknown>>;
  readonly onChange: (values: readonly string[]) => void;
}

/** Several values of a field: what is chosen as chips, the rest in a list that can be searched. */
export function ValuePicker({ field, marks = {}, onChange, values }: Props) {
  const { t } = useWords();
  const words = usePolicyWords();
  const choose = useRef<HTMLButtonElement>(null);
  return (
    <div className={css["picker"]}>
      {values.map((value) => {
        const known = words.name(field, value);
        return (
          <span key={value} className={css["chip"]} data-unknown={known === undefined}>
            <bdi>{known ?? value}</bdi>
            {known === undefined ? <em>{t("policies.unknownValue")}</em> : null}
            <button
              type="button"
              aria-label={t("policies.value.remove", { value: known ?? value })}
              onClick={() => {
                onChange(values.filter((other) => other !== value));
                choose.current?.focus();
              }}
            >
              <X size={12} strokeWidth={2} />
            </button>
          </span>
        );
      })}
      <Popover
        label={t(`policies.field.${field}`)}
        width={260}
        trigger={
          <Button size="small" ref={choose} aria-label={t("policies.value.chooseOf", { field: t(`policies.field.${field}`) })} {...marks}>
            <Plus size={13} strokeWidth={2} />
            {t("policies.value.choose")}
          </Button>
        }
      >
        <ValueList field={field} values={values} onChange={onChange} />
      </Popover>
    </div>
  );
}

function ValueList({ field, onChange, values }: Omit<Props, "marks">) {
  const { t } = useWords();
  const options = useValueOptions(field);
  const words = usePolicyWords();
  const [typed, setTyped] = useState("");
  const offered = [
    ...options,
    ...values.filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, label: words.name(field, value) ?? value })),
  ];
  const own = typed.trim();
  const isNew = own !== "" && TYPED.has(field) && !offered.some(({ label, value }) => value === own || label.toLocaleLowerCase() === own.toLocaleLowerCase());
  const toggle = (value: string) => onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);

  return (
    <Command label={t(`policies.field.${field}`)}>
      <Command.Input
        className={css["search"]}
        placeholder={t(TYPED.has(field) ? "policies.value.searchOrType" : "policies.value.search")}
        value={typed}
        onValueChange={setTyped}
        maxLength={100}
        autoFocus
      />
      <Command.List className={css["list"]}>
        <Command.Empty className={css["none"]}>{t(TYPED.has(field) ? "policies.value.typeOne" : "policies.value.none")}</Command.Empty>
        {offered.map(({ label, value }) => (
          <Command.Item
            key={value}
            value={value}
            keywords={[label]}
            className={css["item"]}
            aria-checked={values.includes(value)}
            onSelect={() => toggle(value)}
          >
            <bdi>{label}</bdi>
            {values.includes(value) ? <Check size={15} strokeWidth={2} /> : null}
          </Command.Item>
        ))}
        {isNew ? (
          <Command.Item
            value={own}
            className={css["item"]}
            forceMount
            onSelect={() => {
              toggle(own);
              setTyped("");
            }}
          >
            {t("policies.value.add", { value: own })}
          </Command.Item>
        ) : null}
      </Command.List>
    </Command>
  );
}
