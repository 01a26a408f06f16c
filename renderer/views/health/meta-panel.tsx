import type { ReactNode } from "react";
import type { Share } from "../../../shared/signals/share.ts";
import { signalFacts } from "../../../shared/signals/signal-facts.ts";
import type { Signals } from "../../../shared/signals/signals.ts";
import { useWords } from "../words/use-words.ts";
import { HowCounted } from "./how-counted.tsx";
import css from "./meta-panel.module.css";
import { Panel } from "./panel.tsx";
import { TrendBars } from "./trend-bars.tsx";
import { useRates } from "./use-rates.ts";

/** [S0-13] The last seven days as far as our own log knows them, and each figure with how it is counted. */
export function MetaPanel({ signals }: { readonly signals: Signals }) {
  const { t, time } = useWords();
  const { counts, share } = useRates();
  const { negative, negativeBefore, optOuts, proactive, response, responseBefore, undelivered, unread } = signals;
  const rated = (of: Share, before?: Share): ReactNode => (
    <>
      <b>{share(of)}</b>
      <small>{counts(of)}</small>
      {before === undefined || before.of === 0 ? null : <small>{t("health.meta.before", { value: share(before) })}</small>}
    </>
  );
  return (
    <Panel title={t("health.meta.title")}>
      <p className={css["body"]}>{t("health.meta.body")}</p>
      <dl className={css["figures"]}>
        <Figure name={t("health.meta.proactive")} how={t("health.meta.proactive.how")}>
          <b>{time.number(proactive.people)}</b>
          <small>{t("health.meta.proactive.value", { people: time.number(proactive.people), messages: time.number(proactive.messages) })}</small>
        </Figure>
        <Figure name={t("health.meta.undelivered")} how={t("health.meta.undelivered.how")}>
          {rated(undelivered)}
        </Figure>
        <Figure name={t("health.meta.unread")} how={t("health.meta.unread.how")}>
          {rated(unread)}
        </Figure>
        <Figure name={t("health.meta.optOuts")} how={t("health.meta.optOuts.how")}>
          <b>{time.number(optOuts)}</b>
        </Figure>
        <Figure
          name={`${t("health.meta.negative")} (${t("health.meta.negative.estimate")})`}
          how={t("health.meta.negative.how", { codes: signalFacts.negativeCodes.value.join(", ") })}
        >
          {rated(negative, negativeBefore)}
        </Figure>
        <Figure name={t("health.meta.response")} how={t("health.meta.response.how")}>
          {rated(response, responseBefore)}
        </Figure>
      </dl>
      <TrendBars trend={signals.trend} to={signals.to} />
    </Panel>
  );
}

function Figure({ children, how, name }: { readonly name: string; readonly how: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>
        <HowCounted name={name}>
          <p>{how}</p>
        </HowCounted>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
