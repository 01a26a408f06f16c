import type { CategoryFigures } from "../../../shared/signals/signals.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";

/** [S2-10] Opt-outs and failures by the category of what was sent. */
export function CategoryTable({ categories }: { readonly categories: readonly CategoryFigures[] }) {
  const { t, time } = useWords();
  return (
    <Panel title={t("health.categories.title")}>
      {categories.length === 0 ? (
        <p className={css["quiet"]}>{t("health.codes.none")}</p>
      ) : (
        <table className={css["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("health.categories.category")}</th>
              <th scope="col" className={css["number"]}>
                {t("health.templates.sent")}
              </th>
              <th scope="col" className={css["number"]}>
                {t("health.templates.failed")}
              </th>
              <th scope="col" className={css["number"]}>
                {t("health.templates.optOuts")}
              </th>
            </tr>
          </thead>
          <tbody>
            {categories.map(({ category, failed, optOuts, sent }) => (
              <tr key={category}>
                <th scope="row">{t(`health.category.${category}`)}</th>
                <td className={css["number"]}>{time.number(sent)}</td>
                <td className={css["number"]}>{time.number(failed)}</td>
                <td className={css["number"]}>{time.number(optOuts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
