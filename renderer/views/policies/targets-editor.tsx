import { X } from "lucide-react";
import { useId, useState } from "react";
import type { ClockKind } from "../../../shared/sla/clock.ts";
import type { Policy, PolicyTarget } from "../../../shared/sla/policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { minutes } from "../../../shared/time.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { FieldFault } from "./field-fault.tsx";
import { problemsAt } from "./faults.ts";
import css from "./policy-editor.module.css";
import { TargetField } from "./target-field.tsx";
import { CLOCK_KINDS } from "./what-applies.ts";

interface Props {
  readonly policy: Policy;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (policy: Policy) => void;
}

/** [P2] A promise for each clock, or none; and the clock that a new owner gets (S14). */
export function TargetsEditor({ onChange, path, policy, problems }: Props) {
  const { t } = useWords();
  const usual = Object.values(policy.targets).find((target) => target !== undefined)?.calendar ?? "24/7";
  const begin: PolicyTarget = { target: minutes(15), calendar: usual };
  const withTarget = (kind: ClockKind, target: PolicyTarget | undefined): Policy => {
    const { [kind]: _before, ...others } = policy.targets;
    return { ...policy, targets: target === undefined ? others : { ...others, [kind]: target } };
  };
  const { ownerTarget, ...withoutOwner } = policy;

  return (
    <>
      <ul className={css["targets"]}>
        {CLOCK_KINDS.map((kind) => (
          <TargetRow
            key={kind}
            label={t(`clock.${kind}`)}
            hint={t(`policies.clock.${kind}`)}
            target={policy.targets[kind]}
            begin={begin}
            path={`${path}.targets.${kind}`}
            problems={problems}
            onChange={(target) => onChange(withTarget(kind, target))}
          />
        ))}
        <TargetRow
          label={t("policies.clock.owner")}
          hint={t("policies.clock.owner.hint")}
          target={ownerTarget}
          begin={begin}
          path={`${path}.ownerTarget`}
          problems={problems}
          onChange={(target) => onChange(target === undefined ? withoutOwner : { ...withoutOwner, ownerTarget: target })}
        />
      </ul>
      <p className={css["note"]}>
        {t("policies.openTime")}{" "}
        <Button look="link" onClick={() => setUi({ settingsTab: "calendars" })}>
          {t("policies.toCalendars")}
        </Button>
      </p>
    </>
  );
}

interface RowProps {
  readonly label: string;
  readonly hint: string;
  readonly target: PolicyTarget | undefined;
  readonly begin: PolicyTarget;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (target: PolicyTarget | undefined) => void;
}

function TargetRow({ begin, hint, label, onChange, path, problems, target }: RowProps) {
  const { t } = useWords();
  const faultId = useId();
  // The button that was pressed goes away; the focus goes to what takes its place.
  const [pressed, setPressed] = useState(false);
  const change = (next: PolicyTarget | undefined) => {
    setPressed(true);
    onChange(next);
  };

  return (
    <li className={css["target"]}>
      <span>
        <b>{label}</b>
        <small>{hint}</small>
      </span>
      <span className={css["promise"]}>
        {target === undefined ? (
          <>
            <em>{t("policies.noDeadline")}</em>
            <Button size="small" aria-label={t("policies.setDeadlineOf", { clock: label })} autoFocus={pressed} onClick={() => change(begin)}>
              {t("policies.setDeadline")}
            </Button>
          </>
        ) : (
          <>
            <TargetField label={label} target={target} path={path} problems={problems} faultId={faultId} autoFocus={pressed} onChange={onChange} />
            <IconButton label={t("policies.clearDeadline", { clock: label })} onClick={() => change(undefined)}>
              <X size={14} strokeWidth={1.75} />
            </IconButton>
          </>
        )}
      </span>
      <FieldFault id={faultId} problems={problemsAt(problems, path)} />
    </li>
  );
}
