import { useId } from "react";
import { DEFAULT_QUEUE_SETTINGS, parseQueueSettings, type QueueSettings } from "../../../shared/handoffs/queue-settings.ts";
import type { Kept } from "../../commands/kept-settings.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { SettingLine } from "../auto-reply/setting-line.tsx";
import type { KeptSettings } from "../auto-reply/use-kept-settings.ts";
import { PairsField } from "../guard-settings/pairs-field.tsx";
import { problemsAt } from "../policies/faults.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { KeptPart } from "./kept-part.tsx";
import { QUEUE_FIELDS } from "./number-fields.ts";
import { NumberLine } from "./number-line.tsx";
import css from "./queue-settings.module.css";

const NOTIFY = ["leads", "leads-and-team", "nobody"] as const satisfies readonly QueueSettings["notify"][];

/** [HO4] [HO5] How conversations are given out. */
export function QueueSection({ kept }: { readonly kept: KeptSettings<QueueSettings, Kept<QueueSettings>> }) {
  const { t } = useWords();
  const teams = useInbox((state) => state.teams);
  const [topics, overflow, notify] = [useId(), useId(), useId()];
  const parsed = kept.settings === undefined ? undefined : parseQueueSettings(kept.settings);
  const problems = parsed === undefined || parsed.ok ? [] : parsed.error;
  const skillFaults = problemsAt(problems, "topicSkills");

  return (
    <KeptPart title={t("queueSettings.queue")} hint={t("queueSettings.queue.hint")} kept={kept} problems={problems}>
      {(settings) => {
        const set = (change: Partial<QueueSettings>) => kept.change({ ...settings, ...change });
        const isGone = settings.overflowTeam !== undefined && ![...teams.values()].some(({ id }) => id === settings.overflowTeam);
        return (
          <>
            {QUEUE_FIELDS.map((field) => (
              <NumberLine
                key={field.key}
                field={field}
                label={t(`queueSettings.queue.${field.key}`)}
                hint={t(`queueSettings.queue.${field.key}.hint`)}
                value={settings[field.key]}
                usual={DEFAULT_QUEUE_SETTINGS[field.key]}
                isFaulty={problemsAt(problems, field.key).length > 0}
                onChange={(value) => set({ [field.key]: value })}
              />
            ))}
            <SettingLine label={t("queueSettings.queue.topics")} hint={t("queueSettings.queue.topics.hint")}>
              <div className={css["pairs"]}>
                <PairsField
                  label={t("queueSettings.queue.topics")}
                  value={settings.topicSkills}
                  marks={skillFaults.length === 0 ? {} : { "aria-invalid": true, "aria-describedby": topics }}
                  onChange={(topicSkills) => set({ topicSkills })}
                />
              </div>
              {skillFaults.length === 0 ? null : (
                <p className={css["fault"]} id={topics}>
                  {t("queueSettings.queue.topics.fault")}
                </p>
              )}
            </SettingLine>
            <SettingLine label={t("queueSettings.queue.overflow")} hint={t("queueSettings.queue.overflow.hint")} labelFor={overflow}>
              <select
                id={overflow}
                className={fields["select"]}
                value={settings.overflowTeam ?? ""}
                aria-invalid={isGone || undefined}
                onChange={({ target }) => {
                  const { overflowTeam: _, ...rest } = settings;
                  kept.change(target.value === "" ? rest : { ...rest, overflowTeam: target.value });
                }}
              >
                <option value="">{t("queueSettings.queue.overflow.none")}</option>
                {isGone ? <option value={settings.overflowTeam}>{t("queueSettings.queue.overflow.gone")}</option> : null}
                {[...teams.values()].map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </SettingLine>
            <SettingLine label={t("queueSettings.queue.notify")} hint={t("queueSettings.queue.notify.hint")} labelFor={notify}>
              <select
                id={notify}
                className={fields["select"]}
                value={settings.notify}
                onChange={({ target }) => set({ notify: target.value as QueueSettings["notify"] })}
              >
                {NOTIFY.map((one) => (
                  <option key={one} value={one}>
                    {t(`queueSettings.queue.notify.${one}`)}
                  </option>
                ))}
              </select>
            </SettingLine>
          </>
        );
      }}
    </KeptPart>
  );
}
