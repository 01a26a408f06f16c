import { useId } from "react";
import { ALERT_WAYS, chosen, MY_ALERT_KINDS } from "../../../shared/alert-channels/alert-ways.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./alert-channels.module.css";

/** Which alerts call this person who looks elsewhere, and how. `hasSystem`: this is the desktop app, which can notify. */
export function MyAlerts({ hasSystem }: { readonly hasSystem: boolean }) {
  const ways = useUi((ui) => ui.alertWays);
  const textWhenLocked = useUi((ui) => ui.textWhenLocked);
  const id = useId();
  const { t } = useWords();
  return (
    <Section title={t("alertWays.title")} hint={t("alertWays.hint")}>
      <table className={css["ways"]}>
        <thead>
          <tr>
            <th scope="col">{t("alertWays.what")}</th>
            <th scope="col">{t("alertWays.bell")}</th>
            {ALERT_WAYS.map((way) => (
              <th key={way} scope="col">
                {t(`alertWays.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MY_ALERT_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`alertWays.kind.${kind}`)}</th>
              <td className={css["always"]}>{t("alertWays.always")}</td>
              {ALERT_WAYS.map((way) => {
                const able = way === "sound" || hasSystem;
                return (
                  <td key={way}>
                    <label className={css["unseen"]} htmlFor={`${id}-${kind}-${way}`}>
                      {t("alertWays.switch", { way: t(`alertWays.${way}`), kind: t(`alertWays.kind.${kind}`) })}
                    </label>
                    <Switch
                      id={`${id}-${kind}-${way}`}
                      disabled={!able}
                      on={able && ways[way].includes(kind)}
                      onChange={(on) => setUi({ alertWays: chosen(ways, way, kind, on) })}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {hasSystem ? (
        <div className={css["locked"]}>
          <label htmlFor={`${id}-locked`}>{t("alertWays.locked")}</label>
          <Switch id={`${id}-locked`} on={textWhenLocked} onChange={(on) => setUi({ textWhenLocked: on })} />
          <p>{t(textWhenLocked ? "alertWays.locked.on" : "alertWays.locked.off")}</p>
        </div>
      ) : null}
      <p className={css["foot"]}>{hasSystem ? t("alertWays.burst") : `${t("alertWays.browser")} ${t("alertWays.burst")}`}</p>
    </Section>
  );
}
