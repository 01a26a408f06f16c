import { Plus, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { DEFAULT_WARNINGS } from "../../../shared/sla/default-policy.ts";
import { audienceOf, breachAudienceOf, type Policy, type Warning } from "../../../shared/sla/policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { minutes, toDuration } from "../../../shared/time.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { useWords } from "../words/use-words.ts";
import { AudienceChoice } from "./audience-choice.tsx";
import { DurationField } from "./duration-field.tsx";
import { FieldFault, faulty } from "./field-fault.tsx";
import { problemsAt } from "./faults.ts";
import fields from "./fields.module.css";
import css from "./policy-editor.module.css";
import { usePolicyWords } from "./use-policy-words.ts";

interface Props {
  readonly policy: Policy;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (policy: Policy) => void;
}

/** [P2] When somebody is warned, who is, and who is told of a miss. */
export function WarningsEditor({ onChange, path, policy, problems }: Props) {
  const { t } = useWords();
  const warnings = policy.warnings ?? DEFAULT_WARNINGS;
  const change = (next: readonly Warning[]) => onChange({ ...policy, warnings: next });
  const add = useRef<HTMLButtonElement>(null);

  return (
    <>
      {warnings.length === 0 ? <p className={css["note"]}>{t("policies.warnings.none")}</p> : null}
      <ul className={css["warnings"]}>
        {warnings.map((warning, index) => (
          <WarningRow
            // A warning has no name of its own.
            key={index}
            warning={warning}
            path={`${path}.warnings[${index}]`}
            problems={problems}
            onChange={(next) => change(warnings.with(index, next))}
            onRemove={() => {
              change(warnings.toSpliced(index, 1));
              add.current?.focus();
            }}
          />
        ))}
      </ul>
      <Button size="small" ref={add} onClick={() => change([...warnings, { share: unusedShare(warnings) }])}>
        <Plus size={13} strokeWidth={2} />
        {t("policies.warnings.add")}
      </Button>
      <div className={css["breach"]}>
        <span>{t("policies.breach.tell")}</span>
        <AudienceChoice label={t("policies.breach.tell")} value={breachAudienceOf(policy)} onChange={(tell) => onChange({ ...policy, breach: { tell } })} />
      </div>
    </>
  );
}

/** A run warns once at each threshold (B1), so a new one begins where none is yet. */
const unusedShare = (warnings: readonly Warning[]): number =>
  [0.8, 0.5, 0.9, 0.75, 0.25, 0.95].find((share) => !warnings.some((warning) => shareOf(warning) === share)) ?? 0.6;

const shareOf = (warning: Warning): number | undefined => (typeof warning === "number" ? warning : "share" in warning ? warning.share : undefined);

interface RowProps {
  readonly warning: Warning;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (warning: Warning) => void;
  readonly onRemove: () => void;
}

function WarningRow({ onChange, onRemove, path, problems, warning }: RowProps) {
  const { t } = useWords();
  const words = usePolicyWords();
  const faultId = useId();
  const found = problemsAt(problems, path);
  const share = shareOf(warning);
  const tell = audienceOf(warning);
  const marks = faulty(faultId, path, found);

  return (
    <li className={css["warning"]}>
      <select
        className={fields["select"]}
        aria-label={t("policies.warnings.kind")}
        value={share === undefined ? "before" : "share"}
        onChange={(event) => onChange(event.target.value === "share" ? { share: 0.8, tell } : { before: minutes(5), tell })}
      >
        <option value="share">{t("policies.warnings.share")}</option>
        <option value="before">{t("policies.warnings.before")}</option>
      </select>
      {typeof warning === "object" && "before" in warning ? (
        <DurationField
          label={t("policies.warnings.before")}
          value={warning.before}
          marks={marks}
          onChange={(before) => onChange({ before: toDuration(before), tell })}
        />
      ) : (
        <ShareField share={share ?? 0} marks={marks} onChange={(next) => onChange({ share: next, tell })} />
      )}
      <AudienceChoice
        label={t("policies.warnings.tell", { warning: words.warning(warning) })}
        value={tell}
        onChange={(next) => onChange(typeof warning === "number" ? { share: warning, tell: next } : { ...warning, tell: next })}
      />
      <IconButton label={t("policies.warnings.remove", { warning: words.warning(warning) })} onClick={onRemove}>
        <X size={14} strokeWidth={1.75} />
      </IconButton>
      <FieldFault id={faultId} problems={found} />
    </li>
  );
}

interface ShareProps {
  readonly share: number;
  readonly marks: Readonly<Record<string, unknown>>;
  readonly onChange: (share: number) => void;
}

/** In per cent of the target. */
function ShareField({ marks, onChange, share }: ShareProps) {
  const { language, t } = useWords();
  const textOf = (value: number) => (value === 0 ? "" : new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false }).format(value * 100));
  const [typed, setTyped] = useState({ share, text: textOf(share) });
  const text = typed.share === share ? typed.text : textOf(share);

  return (
    <span className={css["share"]}>
      <input
        className={cx(fields["field"], fields["number"])}
        aria-label={t("policies.warnings.percent")}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          const number = Number(event.target.value.trim().replace(",", "."));
          // Six digits, so that 57 is 0.57 and not a hair beside it.
          const next = Number.isFinite(number) ? Math.round(number * 10_000) / 1_000_000 : 0;
          setTyped({ share: next, text: event.target.value });
          onChange(next);
        }}
        {...marks}
      />
      %
    </span>
  );
}
