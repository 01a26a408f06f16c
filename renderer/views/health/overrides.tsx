import type { Signals } from "../../../shared/signals/signals.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";

/** Who sent against a warning, and against which. */
export function Overrides({ overrides }: { readonly overrides: Signals["overrides"] }) {
  const agents = useInbox((state) => state.agents);
  const { t } = useWords();
  return (
    <Panel title={t("health.overrides.title")}>
      {overrides.length === 0 ? (
        <p className={css["quiet"]}>{t("health.overrides.none")}</p>
      ) : (
        <ul className={css["lines"]}>
          {overrides.map(({ agentId, count, rules }) => (
            <li key={agentId}>
              <span className={css["grow"]}>
                <bdi>{agents.get(agentId)?.name ?? t("common.unknown")}</bdi> <small className={css["note"]}>{rules.join(", ")}</small>
              </span>
              <span>{t("health.overrides.count", { count })}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
