import type { RatedTemplate } from "../../../shared/signals/signals.ts";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";
import { useRates } from "./use-rates.ts";

const QUALITY_TONES = { GREEN: "ok", YELLOW: "warn", RED: "bad", UNKNOWN: undefined } as const;
const QUALITY_WORDS = { GREEN: "green", YELLOW: "yellow", RED: "red", UNKNOWN: "unknown" } as const;
const RISK_TONES = { low: "ok", medium: "warn", high: "bad" } as const;

/** [S4-18] Templates with their status and, beside it, the risk that follows from what happened. */
export function TemplateTable({ templates }: { readonly templates: readonly RatedTemplate[] }) {
  const { t, time } = useWords();
  const { share } = useRates();
  return (
    <Panel title={t("health.templates.title")} note={t("health.templates.riskBody")} wide>
      {templates.length === 0 ? (
        <p className={css["quiet"]}>{t("health.templates.none")}</p>
      ) : (
        <div className={css["scroll"]}>
          <table className={css["table"]}>
            <thead>
              <tr>
                <th scope="col">{t("health.templates.template")}</th>
                <th scope="col">{t("health.templates.status")}</th>
                <th scope="col">{t("health.templates.risk")}</th>
                <th scope="col">{t("health.templates.quality")}</th>
                <th scope="col" className={css["number"]}>
                  {t("health.templates.sent")}
                </th>
                <th scope="col" className={css["number"]}>
                  {t("health.templates.failed")}
                </th>
                <th scope="col" className={css["number"]}>
                  {t("health.templates.unread")}
                </th>
                <th scope="col" className={css["number"]}>
                  {t("health.templates.optOuts")}
                </th>
              </tr>
            </thead>
            <tbody>
              {templates.map((one) => (
                <tr key={`${one.name}:${one.language}`}>
                  <th scope="row">
                    <bdi>{one.name}</bdi>
                    <small>
                      {one.language} · {t(`health.category.${one.category}`)}
                    </small>
                  </th>
                  <td className={css["word"]}>{one.status ?? t("health.templates.gone")}</td>
                  <td>
                    <RiskWord template={one} />
                  </td>
                  <td className={css["word"]} data-tone={QUALITY_TONES[one.quality]}>
                    {t(`health.quality.${QUALITY_WORDS[one.quality]}`)}
                  </td>
                  <td className={css["number"]}>{time.number(one.sent)}</td>
                  <td className={css["number"]}>{time.number(one.failed)}</td>
                  <td className={css["number"]}>{one.unread.of === 0 ? "–" : share(one.unread)}</td>
                  <td className={css["number"]}>{time.number(one.optOuts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function RiskWord({ template: { name, risk } }: { readonly template: RatedTemplate }) {
  const { t, time } = useWords();
  return (
    <Popover
      label={t("health.templates.riskWhy", { name })}
      trigger={
        <button type="button" className={css["ask"]}>
          <span className={css["word"]} data-tone={RISK_TONES[risk.level]}>
            {t(`health.risk.${risk.level}`)} · {time.number(risk.score)}
          </span>
        </button>
      }
    >
      <div className={css["explain"]}>
        {risk.reasons.length === 0 ? <p>{t("health.risk.none")}</p> : null}
        {risk.reasons.map(({ points, reason }) => (
          <p key={reason}>
            {t(`health.risk.because.${reason}`)} <small>{t("health.templates.points", { points: time.number(points) })}</small>
          </p>
        ))}
      </div>
    </Popover>
  );
}
