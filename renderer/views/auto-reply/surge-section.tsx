import { useId } from "react";
import type { QueueReading, SurgeFacts } from "../../commands/auto-reply.ts";
import { DEFAULT_SURGE_POLICY, parseSurgePolicy, SURGE_MEASURES, type SurgeMeasure, type SurgePolicy } from "../../../shared/handoffs/surge-policy.ts";
import { minutes, toDuration } from "../../../shared/time.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { cx } from "../../ui/cx.ts";
import { Switch } from "../../ui/switch.tsx";
import { DurationField } from "../policies/duration-field.tsx";
import fields from "../policies/fields.module.css";
import { SURGE_FIELDS } from "../queue-settings/number-fields.ts";
import { NumberLine } from "../queue-settings/number-line.tsx";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./auto-reply.module.css";
import { KeptSaveBar } from "./kept-save-bar.tsx";
import { SettingLine } from "./setting-line.tsx";
import { SurgeNumber } from "./surge-number.tsx";
import type { KeptSettings } from "./use-kept-settings.ts";

interface Props {
  readonly kept: KeptSettings<SurgePolicy, SurgeFacts>;
  readonly policy: SurgePolicy;
  readonly readings: readonly QueueReading[];
  readonly leads: boolean;
}

/** [HO12] From where on it is a surge, and how each number stands. */
export function SurgeSection({ kept, leads, policy, readings }: Props) {
  const { t } = useWords();
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const automatic = useId();
  const tell = useId();
  const parsed = parseSurgePolicy(asWritten(policy));
  const problems = parsed.ok ? [] : parsed.error;
  const isFaulty = (path: string): boolean => problems.some((problem) => problem.path === path);
  const set = (change: Partial<SurgePolicy>) => kept.change({ ...policy, ...change });

  return (
    <div>
      <Section title={t("surge.title")} hint={t("surge.hint")}>
        <fieldset className={css["card"]} disabled={!leads || offline} aria-label={t("surge.title")}>
          {readings.map((reading) => (
            <SurgeNumber key={reading.numberId} reading={reading} leads={leads} />
          ))}
          <SettingLine label={t("surge.automatic")} hint={t("surge.automatic.hint")} labelFor={automatic}>
            <Switch id={automatic} on={policy.automatic} disabled={!leads} onChange={(chosen) => set({ automatic: chosen })} />
          </SettingLine>
          {SURGE_MEASURES.map((measure) => (
            <ThresholdLine key={measure} measure={measure} policy={policy} isFaulty={isFaulty} onChange={(thresholds) => set({ thresholds })} />
          ))}
          <SettingLine label={t("surge.tell")} hint={t("surge.tell.hint")} labelFor={tell}>
            <Switch id={tell} on={policy.tellCustomers} disabled={!leads} onChange={(chosen) => set({ tellCustomers: chosen })} />
          </SettingLine>
          {SURGE_FIELDS.map((field) => (
            <NumberLine
              key={field.key}
              field={field}
              label={t(`queueSettings.surge.${field.key}`)}
              hint={t(`queueSettings.surge.${field.key}.hint`)}
              value={policy[field.key]}
              usual={DEFAULT_SURGE_POLICY[field.key]}
              isFaulty={isFaulty(field.key)}
              onChange={(value) => set({ [field.key]: value })}
            />
          ))}
        </fieldset>
      </Section>
      <KeptSaveBar {...kept} what={t("surge.title")} faults={problems.length} />
    </div>
  );
}

interface ThresholdProps {
  readonly measure: SurgeMeasure;
  readonly policy: SurgePolicy;
  readonly isFaulty: (path: string) => boolean;
  readonly onChange: (thresholds: SurgePolicy["thresholds"]) => void;
}

const FIRST = { arrivals: { on: 60, off: 30 }, queue: { on: 40, off: 20 }, wait: { on: minutes(45), off: minutes(20) } } as const;

function ThresholdLine({ isFaulty, measure, onChange, policy: { arrivalsWithin, thresholds } }: ThresholdProps) {
  const { t, time } = useWords();
  const threshold = thresholds[measure];
  const fault = isFaulty(`thresholds.${measure}.off`) || isFaulty(`thresholds.${measure}.on`);
  const set = (side: "on" | "off", value: number) => threshold !== undefined && onChange({ ...thresholds, [measure]: { ...threshold, [side]: value } });
  const label = t(`surge.measure.${measure}`, { within: time.spoken(arrivalsWithin) });
  return (
    <SettingLine label={label} hint={fault ? t("surge.fault") : undefined}>
      {threshold === undefined
        ? null
        : (["on", "off"] as const).map((side) => (
            <span key={side} className={css["control"]}>
              <span className={css["hint"]}>{t(`surge.threshold.${side}`)}</span>
              {measure === "wait" ? (
                <DurationField
                  label={`${label}: ${t(`surge.threshold.${side}`)}`}
                  value={toDuration(threshold[side])}
                  marks={{ "aria-invalid": fault }}
                  onChange={(value) => set(side, value)}
                />
              ) : (
                <input
                  className={cx(fields["field"], fields["number"])}
                  type="number"
                  min={1}
                  aria-label={`${label}: ${t(`surge.threshold.${side}`)}`}
                  aria-invalid={fault}
                  value={Number.isNaN(threshold[side]) ? "" : threshold[side]}
                  onChange={({ target }) => set(side, target.value === "" ? 0 : Math.round(Number(target.value)))}
                />
              )}
            </span>
          ))}
      <label className={fields["check"]}>
        <input
          type="checkbox"
          checked={threshold !== undefined}
          onChange={({ target }) => onChange({ ...thresholds, [measure]: target.checked ? FIRST[measure] : undefined })}
        />
        {t("surge.counts")}
      </label>
    </SettingLine>
  );
}

/** Nothing for what does not count, because what is left out has its default. */
const asWritten = ({ thresholds: { arrivals, queue, wait }, ...policy }: SurgePolicy) => ({
  ...policy,
  thresholds: { arrivals: arrivals ?? null, queue: queue ?? null, wait: wait ?? null },
});
