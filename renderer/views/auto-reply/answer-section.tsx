import { useId, useState } from "react";
import type { Kept } from "../../commands/kept-settings.ts";
import { parseAutoReplySettings, type AutoReplySettings } from "../../../shared/handoffs/auto-reply-settings.ts";
import { AUTO_REPLY_LANGUAGES, type AutoReplyLanguage } from "../../../shared/handoffs/auto-reply-texts.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Switch } from "../../ui/switch.tsx";
import { DurationField } from "../policies/duration-field.tsx";
import fields from "../policies/fields.module.css";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import { AnswerTexts } from "./answer-texts.tsx";
import css from "./auto-reply.module.css";
import { KeptSaveBar } from "./kept-save-bar.tsx";
import { SettingLine } from "./setting-line.tsx";
import type { KeptSettings } from "./use-kept-settings.ts";

interface Props {
  readonly kept: KeptSettings<AutoReplySettings, Kept<AutoReplySettings>>;
  readonly settings: AutoReplySettings;
  readonly leads: boolean;
}

/** [HO11] When an automatic answer is given, and its words. */
export function AnswerSection({ kept, leads, settings }: Props) {
  const { t } = useWords();
  const on = useId();
  const queue = useId();
  const calendars = useInbox((state) => state.calendars);
  const [language, setLanguage] = useState<AutoReplyLanguage>(settings.language);
  const parsed = parseAutoReplySettings(settings);
  const problems = parsed.ok ? [] : parsed.error;
  const faultAt = (path: string): string | undefined => problems.find((problem) => problem.path === path)?.message;
  const set = (change: Partial<AutoReplySettings>) => kept.change({ ...settings, ...change });
  const names = [...calendars.keys()].filter((key) => key !== "24/7");

  return (
    <div>
      <Section title={t("autoReply.title")} hint={t("autoReply.hint")}>
        <fieldset className={css["card"]} disabled={!leads} aria-label={t("autoReply.title")}>
          <SettingLine label={t("autoReply.on")} hint={t("autoReply.on.hint")} labelFor={on}>
            <Switch id={on} on={settings.on} disabled={!leads} onChange={(chosen) => set({ on: chosen })} />
          </SettingLine>
          <SettingLine label={t("autoReply.period")} hint={faultAt("period") === undefined ? t("autoReply.period.hint") : t("autoReply.period.fault")}>
            <DurationField
              label={t("autoReply.period")}
              value={settings.period}
              marks={{ "aria-invalid": faultAt("period") !== undefined }}
              onChange={(period) => set({ period })}
            />
          </SettingLine>
          {names.length === 0 ? null : (
            <SettingLine label={t("autoReply.calendars")} hint={t("autoReply.calendars.hint")}>
              {names.map((name) => (
                <label key={name} className={fields["check"]}>
                  <input
                    type="checkbox"
                    checked={settings.calendars.length === 0 || settings.calendars.includes(name)}
                    onChange={({ target }) => set({ calendars: chosenCalendars(settings.calendars, names, name, target.checked) })}
                  />
                  <bdi>{name}</bdi>
                </label>
              ))}
            </SettingLine>
          )}
          <SettingLine label={t("autoReply.queue")} hint={t("autoReply.queue.hint")} labelFor={queue}>
            {settings.queue.on ? (
              <DurationField
                label={t("autoReply.queue.from")}
                value={settings.queue.from}
                marks={{ "aria-invalid": faultAt("queue.from") !== undefined }}
                onChange={(from) => set({ queue: { on: true, from } })}
              />
            ) : null}
            <Switch id={queue} on={settings.queue.on} disabled={!leads} onChange={(chosen) => set({ queue: { ...settings.queue, on: chosen } })} />
          </SettingLine>
          <SettingLine label={t("autoReply.otherwise")} hint={t("autoReply.otherwise.hint")}>
            <select
              className={fields["select"]}
              aria-label={t("autoReply.otherwise")}
              value={settings.language}
              onChange={({ target }) => set({ language: target.value as AutoReplyLanguage })}
            >
              {AUTO_REPLY_LANGUAGES.map((one) => (
                <option key={one} value={one}>
                  {t(`autoReply.language.${one}`)}
                </option>
              ))}
            </select>
          </SettingLine>
          <AnswerTexts settings={settings} language={language} problems={problems} onLanguage={setLanguage} onChange={(texts) => set({ texts })} />
        </fieldset>
      </Section>
      <KeptSaveBar {...kept} what={t("autoReply.title")} faults={problems.length} />
    </div>
  );
}

/** Every one is written as none, so that a new calendar counts too. */
function chosenCalendars(chosen: readonly string[], all: readonly string[], name: string, on: boolean): readonly string[] {
  const before = chosen.length === 0 ? all : chosen;
  const after = on ? [...before, name] : before.filter((one) => one !== name);
  if (after.length === 0) return chosen;
  return all.every((one) => after.includes(one)) ? [] : after;
}
