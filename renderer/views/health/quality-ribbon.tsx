import { qualityDays, type QualityChange } from "../../../shared/signals/quality-days.ts";
import { useTicker } from "../../state/ticker.ts";
import { localTime } from "../words/local-day.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./quality-ribbon.module.css";

const DAYS = 30;

/** Thirty days, one cell each: the worst of the day, by height and colour. */
export function QualityRibbon({ changes }: { readonly changes: readonly QualityChange[] }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const now = ticker.now();
  const days = Array.from({ length: DAYS }, (_, i) => localTime(now, i - DAYS + 1, 0));
  const cells = qualityDays(changes, days, now);
  const count = (value: string): number => cells.filter((cell) => cell.value === value).length;
  return (
    <Panel title={t("health.ribbon.title")} note={t("health.ribbon.legend")} wide>
      <div className={css["frame"]}>
        <div
          className={css["ribbon"]}
          role="img"
          aria-label={t("health.ribbon.label", { green: count("green"), yellow: count("yellow"), red: count("red"), unknown: count("unknown") })}
        >
          {cells.map(({ from, value }) => (
            <span key={from} data-value={value} title={`${time.day(from, now)}: ${t(`health.quality.${value}`)}`} />
          ))}
        </div>
        <p className={css["scale"]}>
          {[days[0], days[DAYS / 2], days[DAYS - 1]].map((day) => (
            <span key={day}>{day === undefined ? null : time.day(day, now)}</span>
          ))}
        </p>
      </div>
    </Panel>
  );
}
