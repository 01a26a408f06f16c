import type { Forecast } from "../forecast/forecast.ts";
import type { Instant } from "../time.ts";

/** GET /api/v1/sla/forecast. Counts with three digits behind the point; times as everywhere. */
export function presentForecast(forecast: Forecast, iso: (at: Instant) => string): unknown {
  if (forecast.kind === "not-enough") return { ...forecast, at: iso(forecast.at) };
  const { at, firstAt, halfHours, oneMore, points, total } = forecast;
  return {
    ...forecast,
    at: iso(at),
    points: points.map((point) => ({ at: iso(point.at), ...rounded(point) })),
    total: rounded(total),
    halfHours: halfHours.map((one) => ({ from: iso(one.from), arrivals: short(one.arrivals), replies: short(one.replies), people: short(one.people) })),
    ...(firstAt === undefined ? {} : { firstAt: iso(firstAt) }),
    ...(oneMore === undefined ? {} : { oneMore: { ...oneMore, from: iso(oneMore.from) } }),
  };
}

const short = (value: number): number => Math.round(value * 1_000) / 1_000;
const rounded = ({ high, low, middle }: { readonly low: number; readonly middle: number; readonly high: number }) => ({
  low: short(low),
  middle: short(middle),
  high: short(high),
});
