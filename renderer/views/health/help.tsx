import { signalFacts } from "../../../shared/signals/signal-facts.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";

/** [S2-2] [S4-23] The chain from an unwanted message to what it costs, and old words for new. */
export function Help() {
  const { t } = useWords();
  const { asOf, source } = signalFacts.period;
  return (
    <Panel title={t("health.help.title")}>
      <ul className={css["lines"]}>
        <li>{t("health.help.chain")}</li>
        <li>
          <span>
            {t("health.help.period")} <small className={css["note"]}>{t("health.help.source", { source, date: asOf })}</small>
          </span>
        </li>
        <li>{t("health.help.words")}</li>
      </ul>
    </Panel>
  );
}
