import { Plus, X } from "lucide-react";
import type { Budget } from "../../../shared/outreach/budget.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { days, toDuration } from "../../../shared/time.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { problemsAt } from "../policies/faults.ts";
import { faulty } from "../policies/field-fault.tsx";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { GuardFault } from "./guard-fault.tsx";
import css from "./rule-field.module.css";
import { NumberField } from "./number-field.tsx";
import { SpanField } from "./span-field.tsx";

interface Props {
  readonly path: string;
  readonly id: string;
  readonly budgets: readonly Budget[];
  readonly problems: readonly Problem[];
  readonly onChange: (budgets: readonly Budget[]) => void;
}

const CATEGORIES = ["any", "MARKETING", "UTILITY"] as const;

/** [S0-4] How many messages one person gets at most, of which kind, in which stretch of time. */
export function BudgetsField({ budgets, id, onChange, path, problems }: Props) {
  const { t } = useWords();
  const change = (place: number, part: Partial<Budget>) => onChange(budgets.map((budget, index) => (index === place ? { ...budget, ...part } : budget)));
  return (
    <div className={css["budgets"]}>
      {budgets.map((budget, place) => {
        const own = problemsAt(problems, `${path}[${place}]`);
        const faultId = `${id}-${place}`;
        return (
          // Limits have no name of their own: their place is what they are.
          <div key={place} className={css["budget"]}>
            <span>{t("guardSet.budget.most")}</span>
            <NumberField
              label={t("guardSet.budget.most")}
              value={budget.most}
              marks={faulty(faultId, `${path}[${place}].most`, own)}
              onChange={(most) => change(place, { most })}
            />
            <select
              className={fields["select"]}
              aria-label={t("guardSet.budget.category")}
              value={budget.category}
              onChange={({ target }) => change(place, { category: target.value })}
            >
              {CATEGORIES.map((category) => (
                <option key={category} value={category}>
                  {t(`guardSet.budget.${category}`)}
                </option>
              ))}
            </select>
            <span>{t("guardSet.budget.period")}</span>
            <SpanField
              label={t("guardSet.budget.period")}
              value={budget.period}
              marks={{ "data-path": `${path}[${place}].period` }}
              onChange={(period) => change(place, { period: toDuration(period) })}
            />
            <IconButton label={t("guardSet.budget.remove")} onClick={() => onChange(budgets.filter((_, index) => index !== place))}>
              <X size={14} strokeWidth={1.75} />
            </IconButton>
            <GuardFault id={faultId} problems={own} />
          </div>
        );
      })}
      <Button size="small" onClick={() => onChange([...budgets, { category: "any", period: days(1), most: 3 }])}>
        <Plus size={13} strokeWidth={2} />
        {t("guardSet.budget.add")}
      </Button>
    </div>
  );
}
