import { useState, type KeyboardEvent, type PointerEvent } from "react";
import type { ForecastPoint } from "../../../../shared/forecast/forecast.ts";
import { minus, minutes } from "../../../../shared/time.ts";
import { useWords } from "../../words/use-words.ts";
import { areaPath, hoursBetween, linePath, placesOf, ticksUpTo } from "./chart-scale.ts";
import css from "./forecast-chart.module.css";
import { wholeBand } from "./whole-band.ts";

/** A time closer than this would stand in the word "now". */
const BESIDE_NOW = minutes(14);

/** The band and its middle over the next two hours; one time of it is read out under the pointer or by the arrow keys. */
export function ForecastChart({ points }: { readonly points: readonly ForecastPoint[] }) {
  const { t, time } = useWords();
  const [chosen, setChosen] = useState<number>();
  const last = points.length - 1;
  const [first, end] = [points[0], points[last]];
  if (first === undefined || end === undefined) return null;

  const ticks = ticksUpTo(Math.max(1, ...points.map(({ high }) => high)));
  const top = ticks.at(-1) ?? 1;
  const middle = placesOf(points, (point) => point.middle, top);
  const offset = -new Date(first.at).getTimezoneOffset() * 60_000;
  const said = (index: number): string => {
    const point = points[index] ?? first;
    const { high, low, middle: likely } = wholeBand(point);
    const span = { from: time.time(minus(point.at, minutes(30))), to: time.time(point.at) };
    if (index === 0) return t("forecast.known", { ...span, count: time.number(likely) });
    const numbers = { low: time.number(low), high: time.number(high), middle: time.number(likely) };
    return t(low === high ? "forecast.valueOne" : "forecast.value", { ...span, ...numbers });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = chosen ?? 0;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      PageUp: at + 6,
      PageDown: at - 6,
      Home: 0,
      End: last,
    };
    if (event.key === "Escape" && chosen !== undefined) {
      event.stopPropagation();
      return setChosen(undefined);
    }
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setChosen(chosen === undefined && event.key.startsWith("Arrow") ? 0 : Math.min(last, Math.max(0, to)));
  };
  const onPointer = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) setChosen(Math.min(last, Math.max(0, Math.round(((event.clientX - left) / width) * last))));
  };
  const mark = chosen === undefined ? undefined : middle[chosen];

  return (
    <figure className={css["figure"]}>
      <div className={css["chart"]}>
        <div className={css["ticks"]} aria-hidden>
          {ticks.map((tick) => (
            <span key={tick} style={{ bottom: `${(100 * tick) / top}%` }}>
              {time.number(tick)}
            </span>
          ))}
        </div>
        <div
          className={css["plot"]}
          role="slider"
          tabIndex={0}
          aria-label={t("forecast.chart")}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={chosen ?? 0}
          aria-valuetext={said(chosen ?? 0)}
          onKeyDown={onKeyDown}
          onBlur={() => setChosen(undefined)}
          onPointerMove={onPointer}
          onPointerDown={onPointer}
          onPointerLeave={() => setChosen(undefined)}
        >
          {ticks.map((tick) => (
            <i key={tick} className={css["line"]} style={{ bottom: `${(100 * tick) / top}%` }} />
          ))}
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
            <path
              className={css["band"]}
              d={areaPath(
                placesOf(points, ({ high }) => high, top),
                placesOf(points, ({ low }) => low, top),
              )}
            />
            <path className={css["middle"]} d={linePath(middle)} />
          </svg>
          {mark === undefined ? null : (
            <>
              <i className={css["cursor"]} style={{ left: `${mark.x}%` }} />
              <i className={css["dot"]} style={{ left: `${mark.x}%`, top: `${mark.y}%` }} />
            </>
          )}
        </div>
        <div className={css["times"]} aria-hidden>
          <span style={{ left: 0 }}>{t("forecast.now")}</span>
          {hoursBetween(first.at, end.at, offset)
            .filter((at) => at - first.at >= BESIDE_NOW)
            .map((at) => (
              <span key={at} data-edge={end.at - at < minutes(8) || undefined} style={{ left: `${(100 * (at - first.at)) / (end.at - first.at)}%` }}>
                {time.time(at)}
              </span>
            ))}
        </div>
      </div>
      <figcaption className={css["said"]}>{chosen === undefined ? t("forecast.hint") : said(chosen)}</figcaption>
    </figure>
  );
}
