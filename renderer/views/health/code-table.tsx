import { explainError } from "../../../shared/platform/error-codes.ts";
import { sumOf } from "../../../shared/signals/share.ts";
import type { Signals } from "../../../shared/signals/signals.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";

/** [S4-26] What failed and why, and that everything is accounted for. */
export function CodeTable({ signals }: { readonly signals: Signals }) {
  const { t, time } = useWords();
  const { arrived, failures, sent, underWay } = signals;
  const failed = sumOf(failures, ({ count }) => count);
  const sum = { sent: time.number(sent), arrived: time.number(arrived), underWay: time.number(underWay), failed: time.number(failed) };
  return (
    <Panel title={t("health.codes.title")}>
      <p className={css["quiet"]}>{t("health.codes.sum", sum)}</p>
      {failures.length === 0 ? (
        <p className={css["quiet"]}>{t("health.codes.none")}</p>
      ) : (
        <table className={css["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("health.codes.code")}</th>
              <th scope="col">{t("health.codes.meaning")}</th>
              <th scope="col" className={css["number"]}>
                {t("health.codes.count")}
              </th>
            </tr>
          </thead>
          <tbody>
            {failures.map(({ code, count }) => (
              <tr key={code ?? "none"}>
                <th scope="row">{code ?? t("health.codes.unknown")}</th>
                <td>{code === undefined ? "–" : explainError(code).meaning}</td>
                <td className={css["number"]}>{time.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
