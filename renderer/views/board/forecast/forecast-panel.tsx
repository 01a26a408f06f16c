import type { Forecast } from "../../../../shared/forecast/forecast.ts";
import { minutes } from "../../../../shared/time.ts";
import { useTicker } from "../../../state/ticker.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Panel } from "../../health/panel.tsx";
import { FactsTrouble } from "../../settings/trouble-line.tsx";
import { useWords } from "../../words/use-words.ts";
import { ForecastChart } from "./forecast-chart.tsx";
import css from "./forecast-panel.module.css";
import { ForecastSentences } from "./forecast-sentences.tsx";
import { ForecastTable } from "./forecast-table.tsx";
import { useForecast } from "./use-forecast.ts";

/** Older than this it says of when it is. */
const FRESH_FOR = minutes(5);

/** [BD2] [S0-17] What is likely to be missed in the next two hours, for the whole workspace or for one team. */
export function ForecastPanel({ team }: { readonly team?: string | undefined }) {
  const facts = useForecast(team);
  const { seen, state } = facts;
  const { t, time } = useWords();
  const now = useTicker().now();
  const forecast = seen?.fact;
  const isOld = forecast !== undefined && (state !== "fresh" || now - forecast.at > FRESH_FOR);
  return (
    <Panel title={t("forecast.title")} note={forecast?.kind === "forecast" ? <Held forecast={forecast} /> : undefined}>
      <div role="status">
        <FactsTrouble facts={facts} look="bar" />
      </div>
      {forecast === undefined ? (
        state === "loading" ? (
          <Bones label={t("forecast.loading")} />
        ) : null
      ) : (
        <>
          {isOld ? <p className={css["asOf"]}>{t("forecast.asOf", { time: time.until(forecast.at, now) })}</p> : null}
          <Told forecast={forecast} />
        </>
      )}
    </Panel>
  );
}

function Told({ forecast }: { readonly forecast: Forecast }) {
  const { t, time } = useWords();
  if (forecast.kind === "not-enough") {
    const { days, needsDays, needsWaits, waits } = forecast;
    const numbers = { days: time.number(days), waits: time.number(waits), needsDays: time.number(needsDays), needsWaits: time.number(needsWaits) };
    return (
      <div className={css["words"]}>
        <p className={css["change"]}>{t("forecast.notEnough")}</p>
        <p>{t("forecast.notEnoughBody", numbers)}</p>
      </div>
    );
  }
  return (
    <>
      <ForecastChart key={forecast.at} points={forecast.points} />
      <ForecastSentences forecast={forecast} />
      <ForecastTable forecast={forecast} />
    </>
  );
}

/** How often the band claims to hold, and how often it did. */
function Held({ forecast: { claims, lastDays } }: { readonly forecast: Extract<Forecast, { readonly kind: "forecast" }> }) {
  const { language, t, time } = useWords();
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const claimed = percent.format(claims);
  if (lastDays === undefined) return <span>{t("forecast.noteNew", { claimed })}</span>;
  const inside = percent.format(lastDays.inside / lastDays.of);
  return (
    <span title={t("forecast.noteTip", { claimed, inside: time.number(lastDays.inside), of: time.number(lastDays.of) })}>
      {t("forecast.note", { claimed, inside })}
    </span>
  );
}

const Bones = ({ label }: { readonly label: string }) => (
  <div className={css["bones"]} role="status" aria-label={label}>
    <Skeleton width="100%" height={108} />
    <Skeleton width="62%" />
  </div>
);
