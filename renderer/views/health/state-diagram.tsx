import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import { NUMBER_STATES, numberState, type NumberState } from "../../../shared/signals/number-state.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./state-diagram.module.css";

const TONES: Readonly<Record<NumberState, "ok" | "warn" | "bad">> = {
  pending: "warn",
  connected: "ok",
  "limit-reached": "warn",
  restricted: "bad",
  offline: "warn",
  banned: "bad",
};

/** The states that a number may be in, from well to lost, with the one that it is in lit. */
export function StateDiagram({ number, used }: { readonly number: BusinessNumber; readonly used: number | undefined }) {
  const { t } = useWords();
  const ticker = useTicker();
  const current = numberState(number, used, ticker.now());
  return (
    <Panel title={t("health.state.title")} note={t(current === undefined ? "health.state.unknown" : `health.state.means.${current}`)}>
      <ol className={css["states"]}>
        {NUMBER_STATES.map((state) => (
          <li key={state} aria-current={state === current ? "step" : undefined} data-tone={TONES[state]}>
            <i aria-hidden />
            {t(`health.state.${state}`)}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
