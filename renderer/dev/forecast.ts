import type { Forecast } from "../../shared/forecast/forecast.ts";
import { minutes, plus } from "../../shared/time.ts";
import type { ForecastCommands } from "../commands/forecast.ts";
import { NOW } from "./people.ts";

const MIDDLES = [4, 4.6, 5.2, 5.8, 6.3, 6.9, 7.4, 7.8, 8, 8.1, 8.2, 8.4, 8.5, 8.5, 8.4, 8.3, 8.1, 7.8, 7.4, 7, 6.8, 6.5, 6.2, 5.9, 5.7];

/** A morning that gets too much for those who are there. */
export const busyForecast: Extract<Forecast, { readonly kind: "forecast" }> = {
  kind: "forecast",
  at: NOW,
  points: MIDDLES.map((middle, step) => ({
    at: plus(NOW, minutes(step * 5)),
    middle,
    low: Math.max(0, middle - Math.min(step, 6) * 0.35 - Math.max(0, step - 6) * 0.11),
    high: middle + Math.min(step, 6) * 0.38 + Math.max(0, step - 6) * 0.09,
  })),
  total: { low: 19.2, middle: 27.4, high: 36.8 },
  halfHours: [17.2, 18.4, 16.1, 13.9].map((arrivals, half) => ({
    from: plus(NOW, minutes(half * 30)),
    arrivals,
    people: half === 3 ? 4 : 3,
    replies: half === 3 ? 16 : 12,
  })),
  waiting: 11,
  claims: 0.8,
  lastDays: { inside: 246, of: 311, claimed: 0.8 },
  firstAt: plus(NOW, minutes(5)),
  oneMore: { from: plus(NOW, minutes(15)), prevents: 19, low: 11, high: 25, of: 27 },
};

export const fakeForecastCommands: ForecastCommands = { forecast: async () => ({ kind: "fresh", seen: { fact: busyForecast, at: NOW } }) };
