import { useId } from "react";
import { DEFAULT_BOT_POLICY, type BotPolicy } from "../../../shared/bots/bot-policy.ts";
import { parseBotPolicy } from "../../../shared/bots/bot-policy-schema.ts";
import type { Kept } from "../../commands/kept-settings.ts";
import { Switch } from "../../ui/switch.tsx";
import { SettingLine } from "../auto-reply/setting-line.tsx";
import type { KeptSettings } from "../auto-reply/use-kept-settings.ts";
import { problemsAt } from "../policies/faults.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { KeptPart } from "./kept-part.tsx";
import { DELIVERY_FIELDS, RULE_FIELDS } from "./number-fields.ts";
import { NumberLine } from "./number-line.tsx";
import css from "./queue-settings.module.css";

/** [HO10] [HO13] When a bot gives way to a person, how it is told, and the platform's own routing. */
export function BotPolicySection({ kept }: { readonly kept: KeptSettings<BotPolicy, Kept<BotPolicy>> }) {
  const { t } = useWords();
  const [wants, take, goes] = [useId(), useId(), useId()];
  const parsed = kept.settings === undefined ? undefined : parseBotPolicy(kept.settings);
  const problems = parsed === undefined || parsed.ok ? [] : parsed.error;

  return (
    <KeptPart title={t("queueSettings.bots")} hint={t("queueSettings.bots.hint")} kept={kept} problems={problems}>
      {(policy) => {
        const { delivery, routing, rules } = policy;
        return (
          <>
            <h3 className={css["group"]}>{t("queueSettings.bots.rules")}</h3>
            <SettingLine label={t("queueSettings.bots.wantsPerson")} hint={t("queueSettings.bots.wantsPerson.hint")} labelFor={wants}>
              <Switch id={wants} on={rules.wantsPerson} onChange={(wantsPerson) => kept.change({ ...policy, rules: { ...rules, wantsPerson } })} />
            </SettingLine>
            {RULE_FIELDS.map((field) => (
              <NumberLine
                key={field.key}
                field={field}
                label={t(`queueSettings.bots.${field.key}`)}
                hint={t(`queueSettings.bots.${field.key}.hint`)}
                value={rules[field.key]}
                usual={DEFAULT_BOT_POLICY.rules[field.key]}
                isFaulty={problemsAt(problems, `rules.${field.key}`).length > 0}
                onChange={(value) => kept.change({ ...policy, rules: { ...rules, [field.key]: value } })}
              />
            ))}
            <h3 className={css["group"]}>{t("queueSettings.bots.delivery")}</h3>
            {DELIVERY_FIELDS.map((field) => (
              <NumberLine
                key={field.key}
                field={field}
                label={t(`queueSettings.bots.${field.key}`)}
                hint={t(`queueSettings.bots.${field.key}.hint`)}
                value={delivery[field.key]}
                usual={DEFAULT_BOT_POLICY.delivery[field.key]}
                isFaulty={problemsAt(problems, `delivery.${field.key}`).length > 0}
                onChange={(value) => kept.change({ ...policy, delivery: { ...delivery, [field.key]: value } })}
              />
            ))}
            <h3 className={css["group"]}>{t("queueSettings.bots.routing")}</h3>
            <SettingLine label={t("queueSettings.bots.takeOnClaim")} hint={t("queueSettings.bots.takeOnClaim.hint")} labelFor={take}>
              <Switch id={take} on={routing.takeOnClaim} onChange={(takeOnClaim) => kept.change({ ...policy, routing: { ...routing, takeOnClaim } })} />
            </SettingLine>
            <SettingLine label={t("queueSettings.bots.onReturn")} hint={t("queueSettings.bots.onReturn.hint")} labelFor={goes}>
              <select
                id={goes}
                className={fields["select"]}
                value={routing.onReturn}
                onChange={({ target }) => kept.change({ ...policy, routing: { ...routing, onReturn: target.value === "pass" ? "pass" : "release" } })}
              >
                <option value="release">{t("queueSettings.bots.onReturn.release")}</option>
                <option value="pass">{t("queueSettings.bots.onReturn.pass")}</option>
              </select>
            </SettingLine>
          </>
        );
      }}
    </KeptPart>
  );
}
