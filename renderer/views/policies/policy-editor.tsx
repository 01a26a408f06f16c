import { Copy, Trash2 } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { Policy } from "../../../shared/sla/policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { ConditionsEditor } from "./conditions-editor.tsx";
import { isDefault } from "./edit-policies.ts";
import { FieldFault, faulty } from "./field-fault.tsx";
import { problemsAt } from "./faults.ts";
import fields from "./fields.module.css";
import css from "./policy-editor.module.css";
import { TargetsEditor } from "./targets-editor.tsx";
import { WarningsEditor } from "./warnings-editor.tsx";

interface Props {
  readonly policy: Policy;
  /** Where it stands in what is saved: `policies[2]`. */
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly removable: boolean;
  readonly onChange: (policy: Policy) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** One policy, in place: whom it is for, what it promises, who is told. Whatever is changed is in the draft at once. */
export function PolicyEditor({ onChange, onClose, onDuplicate, onRemove, path, policy, problems, removable }: Props) {
  const { t } = useWords();
  const faultId = useId();
  const known = ["name", "conditions", "targets", "ownerTarget", "warnings", "breach"].flatMap((part) => problemsAt(problems, `${path}.${part}`));
  const others = problemsAt(problems, path).filter((problem) => !known.includes(problem));
  const parts = { policy, path, problems, onChange };

  return (
    <div className={css["editor"]}>
      <FieldFault id={`${faultId}-whole`} problems={others} />
      <Part title={t("policies.name")}>
        <input
          className={fields["field"]}
          aria-label={t("policies.name")}
          value={policy.name ?? ""}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => onChange({ ...policy, name: event.target.value })}
          {...faulty(faultId, `${path}.name`, problemsAt(problems, `${path}.name`))}
        />
        <FieldFault id={faultId} problems={problemsAt(problems, `${path}.name`)} />
      </Part>
      <Part title={t("policies.conditions")}>
        {isDefault(policy) ? <p className={css["note"]}>{t("policies.everythingElse.body")}</p> : <ConditionsEditor {...parts} />}
      </Part>
      <Part title={t("policies.targets")}>
        <TargetsEditor {...parts} />
      </Part>
      <Part title={t("policies.warnings")}>
        <WarningsEditor {...parts} />
      </Part>
      <footer className={css["foot"]}>
        <Button size="small" onClick={onDuplicate}>
          <Copy size={13} strokeWidth={1.75} />
          {t("policies.duplicate")}
        </Button>
        {removable ? (
          <Button size="small" look="danger" onClick={onRemove}>
            <Trash2 size={13} strokeWidth={1.75} />
            {t("policies.delete")}
          </Button>
        ) : null}
        <span className={css["grow"]} />
        <Button size="small" onClick={onClose}>
          {t("policies.done")}
        </Button>
      </footer>
    </div>
  );
}

function Part({ children, title }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={css["part"]} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <div>{children}</div>
    </section>
  );
}
