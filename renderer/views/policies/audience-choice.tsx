import type { Audience } from "../../../shared/sla/policy.ts";
import { useWords } from "../words/use-words.ts";
import fields from "./fields.module.css";
import css from "./policy-editor.module.css";

const AUDIENCES: readonly Audience[] = ["assignee", "team", "lead"];

/** Who is told; nobody is an answer too. */
export function AudienceChoice({
  label,
  onChange,
  value,
}: {
  readonly label: string;
  readonly value: readonly Audience[];
  readonly onChange: (value: readonly Audience[]) => void;
}) {
  const { t } = useWords();
  return (
    <span className={css["audience"]} role="group" aria-label={label}>
      {AUDIENCES.map((audience) => (
        <label key={audience} className={fields["check"]}>
          <input
            type="checkbox"
            checked={value.includes(audience)}
            onChange={(event) => onChange(AUDIENCES.filter((one) => (one === audience ? event.target.checked : value.includes(one))))}
          />
          {t(`policies.tell.${audience}`)}
        </label>
      ))}
      {value.length === 0 ? <em>{t("policies.tell.nobody")}</em> : null}
    </span>
  );
}
