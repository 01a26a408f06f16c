import type { Signals } from "../../../shared/signals/signals.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import css from "./bars.module.css";
import { Panel } from "./panel.tsx";

/** Sent and failed by the hour of the day, turned from UTC to this computer's clock. */
export function HoursChart({ hours }: { readonly hours: Signals["hours"] }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const away = Math.round(-new Date(ticker.now()).getTimezoneOffset() / 60);
  const local = Array.from({ length: 24 }, (_, hour) => {
    const found = hours.find((one) => (((one.hour + away) % 24) + 24) % 24 === hour);
    return { hour, sent: found?.sent ?? 0, failed: found?.failed ?? 0 };
  });
  const most = Math.max(1, ...local.map(({ sent }) => sent));
  return (
    <Panel title={t("health.hours.title")} note={t("health.hours.legend")}>
      <figure className={css["figure"]}>
        <ol className={css["bars"]} data-tall="" aria-label={t("health.hours.label")}>
          {local.map(({ failed, hour, sent }) => {
            const said = t("health.hours.hour", { hour: `${String(hour).padStart(2, "0")}:00`, sent: time.number(sent), failed: time.number(failed) });
            return (
              <li key={hour} title={said}>
                <span className={css["said"]}>{said}</span>
                <i style={{ height: `${((sent - failed) / most) * 100}%` }} />
                <i className={css["bad"]} style={{ height: `${(failed / most) * 100}%` }} />
              </li>
            );
          })}
        </ol>
        <p className={css["scale"]} aria-hidden>
          {["00:00", "06:00", "12:00", "18:00", "23:00"].map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </p>
      </figure>
    </Panel>
  );
}
