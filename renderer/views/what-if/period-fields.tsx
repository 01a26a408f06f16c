import { useId } from "react";
import type { Instant } from "../../../shared/time.ts";
import { Choice } from "../settings/choice.tsx";
import { FaultLine } from "./fault-line.tsx";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { lastDay, ownPeriod, periodOf, type OwnPeriod, type PeriodChoice } from "./periods.ts";
import css from "./what-if.module.css";

export interface PeriodWish {
  readonly choice: PeriodChoice;
  /** What the date fields hold, for `own`. */
  readonly first: string;
  readonly last: string;
}

export const readPeriod = ({ choice, first, last }: PeriodWish, now: Instant): OwnPeriod =>
  choice === "own" ? ownPeriod(first, last, now) : { kind: "ok", period: periodOf(choice, now) };

interface Props {
  readonly wish: PeriodWish;
  readonly period: OwnPeriod;
  readonly onChange: (wish: PeriodWish) => void;
}

/** Which stretch of the past. */
export function PeriodFields({ onChange, period, wish }: Props) {
  const { t } = useWords();
  const faultId = useId();
  const dates = useDates();
  const marks = period.kind === "fault" ? { "aria-invalid": true, "aria-describedby": faultId } : {};

  return (
    <div className={css["period"]}>
      <Choice
        label={t("whatIf.period")}
        hint={
          period.kind === "fault" ? t("whatIf.period.hint") : t("whatIf.period.dates", { from: dates(period.period.from), to: dates(lastDay(period.period)) })
        }
        value={wish.choice}
        options={(["week", "days30", "month", "own"] as const).map((choice) => ({ value: choice, label: t(`whatIf.period.${choice}`) }))}
        onChoose={(choice) => onChange({ ...wish, choice })}
      />
      {wish.choice === "own" ? (
        <div className={css["own"]}>
          <label>
            {t("whatIf.first")}
            <input
              type="date"
              className={fields["field"]}
              value={wish.first}
              onChange={(event) => onChange({ ...wish, first: event.target.value })}
              {...marks}
            />
          </label>
          <label>
            {t("whatIf.last")}
            <input type="date" className={fields["field"]} value={wish.last} onChange={(event) => onChange({ ...wish, last: event.target.value })} {...marks} />
          </label>
          {period.kind === "fault" ? <FaultLine id={faultId}>{t(`whatIf.fault.${period.fault}`)}</FaultLine> : null}
        </div>
      ) : null}
    </div>
  );
}

/** "8 Feb 2026" */
export function useDates(): (at: Instant) => string {
  const { language } = useWords();
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
  return (at) => format.format(at);
}
