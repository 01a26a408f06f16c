import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { Button } from "../../ui/button.tsx";
import { SettingLine } from "../auto-reply/setting-line.tsx";
import { NumberField as Field } from "../guard-settings/number-field.tsx";
import { useWords } from "../words/use-words.ts";
import type { NumberField } from "./number-fields.ts";
import css from "./queue-settings.module.css";

interface Props {
  readonly field: NumberField<string>;
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  /** What it is where nobody has said anything. */
  readonly usual: number;
  readonly isFaulty: boolean;
  readonly onChange: (value: number) => void;
}

/** One number with what is usual, and with what it may be where it is not. */
export function NumberLine({ field: { least, most, one, unit }, hint, isFaulty, label, onChange, usual, value }: Props) {
  const { t, time } = useWords();
  const fault = useId();
  const inUnit = (shown: number): string => t(`queueSettings.in.${unit}`, { value: time.number(shown), count: shown });
  const shownOf = (kept: number): number => Number((kept / one).toPrecision(12));
  return (
    <SettingLine label={label} hint={hint}>
      {value === usual ? (
        <span className={css["usual"]}>{t("queueSettings.usual")}</span>
      ) : (
        <Button look="link" aria-label={t("queueSettings.toUsual.named", { label, value: inUnit(shownOf(usual)) })} onClick={() => onChange(usual)}>
          {t("queueSettings.toUsual", { value: inUnit(shownOf(usual)) })}
        </Button>
      )}
      <span className={css["number"]}>
        <Field
          label={label}
          value={value}
          scale={1 / one}
          unit={unit === "times" ? undefined : t(`queueSettings.unit.${unit}`)}
          marks={isFaulty ? { "aria-invalid": true, "aria-describedby": fault } : {}}
          onChange={(next) => onChange(one < 1 ? next : Math.round(next))}
        />
      </span>
      {isFaulty ? (
        <p className={css["fault"]} id={fault}>
          <TriangleAlert size={13} strokeWidth={1.75} />
          {t("queueSettings.between", { least: time.number(least), most: inUnit(most) })}
        </p>
      ) : null}
    </SettingLine>
  );
}
