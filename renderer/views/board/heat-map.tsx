import type { WaitCell } from "../../../shared/board/waits.ts";
import type { BoardPast } from "../../commands/board.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Facts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import css from "./side-panel.module.css";

/** The middle wait of each hour of the week: darker is longer. The same as a table for whoever reads numbers. */
export function HeatMap({ past: { seen, state } }: { readonly past: Facts<BoardPast> }) {
  const { language, t, time } = useWords();
  const waits = seen?.fact.waits;
  const dayNames = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const longNames = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  // The 5th of January 1970 was a Monday.
  const day = (weekday: number, names = dayNames) => names.format((weekday + 4) * 86_400_000);
  const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

  return (
    <section className={css["card"]} aria-labelledby="board-heat">
      <header className={css["head"]}>
        <h2 id="board-heat">{t("board.heat")}</h2>
        <p>{t("board.heat.unit")}</p>
      </header>
      {waits === undefined ? (
        state === "loading" ? (
          <div className={css["bone"]} role="status" aria-label={t("board.loading")}>
            <Skeleton width="100%" height={120} />
          </div>
        ) : (
          <p className={css["none"]}>{t("board.heat.unknown")}</p>
        )
      ) : waits.length === 0 ? (
        <p className={css["none"]}>{t("board.heat.none")}</p>
      ) : (
        <Heat waits={waits} day={day} long={(weekday) => day(weekday, longNames)} hourText={hourText} minutes={(ms) => time.number(Math.round(ms / 60_000))} />
      )}
    </section>
  );
}

interface Props {
  readonly waits: readonly WaitCell[];
  readonly day: (weekday: number) => string;
  readonly long: (weekday: number) => string;
  readonly hourText: (hour: number) => string;
  readonly minutes: (ms: number) => string;
}

function Heat({ day, hourText, long, minutes, waits }: Props) {
  const { t } = useWords();
  const first = Math.min(...waits.map(({ hour }) => hour));
  const last = Math.max(...waits.map(({ hour }) => hour));
  const hours = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const weekdays = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => weekday < 5 || waits.some((cell) => cell.weekday === weekday));
  const cellAt = (weekday: number, hour: number) => waits.find((cell) => cell.weekday === weekday && cell.hour === hour);
  // One night's outlier does not make the rest pale.
  const ordered = waits.map(({ median }) => median).sort((a, b) => a - b);
  const most = Math.max(1, ordered[Math.floor((ordered.length - 1) * 0.95)] ?? 1);
  const worst = waits.reduce((a, b) => (b.median > a.median ? b : a));
  const words = (cell: WaitCell) =>
    t("board.heat.one", { day: long(cell.weekday), hour: hourText(cell.hour), minutes: minutes(cell.median), count: cell.count });

  return (
    <>
      <div
        className={css["heat"]}
        role="img"
        aria-label={t("board.heat.worst", { day: long(worst.weekday), hour: hourText(worst.hour), minutes: minutes(worst.median) })}
        style={{ gridTemplateColumns: `36px repeat(${hours.length}, minmax(0, 1fr))` }}
      >
        {weekdays.map((weekday) => [
          <span key={weekday} className={css["day"]}>
            {day(weekday)}
          </span>,
          ...hours.map((hour) => {
            const cell = cellAt(weekday, hour);
            const share = cell === undefined ? 0 : Math.min(1, cell.median / most);
            return (
              <i
                key={`${weekday} ${hour}`}
                data-none={cell === undefined || undefined}
                style={{ ["--heat" as string]: `${Math.round(10 + share * 90)}%` }}
                title={cell === undefined ? undefined : words(cell)}
              />
            );
          }),
        ])}
        <span />
        {hours.map((hour) => (
          <span key={hour} className={css["hour"]}>
            {(hour - first) % 2 === 0 ? hour : ""}
          </span>
        ))}
      </div>
      <details className={css["details"]}>
        <summary>{t("board.heat.table")}</summary>
        <div className={css["scroll"]} tabIndex={0} role="region" aria-label={t("board.heat")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("board.heat.hour")}</th>
                {weekdays.map((weekday) => (
                  <th key={weekday} scope="col">
                    {day(weekday)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {hours.map((hour) => (
                <tr key={hour}>
                  <th scope="row">{hourText(hour)}</th>
                  {weekdays.map((weekday) => {
                    const cell = cellAt(weekday, hour);
                    return <td key={weekday}>{cell === undefined ? "–" : minutes(cell.median)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
