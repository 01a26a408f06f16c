import type { Logger } from "pino";
import { z } from "zod";
import { presentForecast } from "../../../shared/api/forecast.ts";
import { problem } from "../../../shared/api/problem.ts";
import type { Forecasts } from "../../forecast/forecasts.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly forecasts: Forecasts;
  readonly log: Pick<Logger, "error">;
}

const NOT_NOW: Answer = {
  status: 503,
  body: problem(503, "not-now", "The forecast could not be made in time. Ask again in a moment."),
};

/** [BD2] [S0-17] What is likely to be missed in the next two hours, and what one more person would change. */
export function forecastRoutes({ forecasts, log, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/sla/forecast",
      summary: "Broken promises expected in the next two hours, as a band with its error on past days. Computed at most once a minute.",
      roles: LEADS,
      query: z.object({ team: z.string().optional() }),
      answers: { 200: "Forecast, or how much of a past is still missing", 404: "There is no such team", 503: "It took too long: ask again" },
      handle: async ({ query }) => {
        const team = query.team === undefined ? undefined : store.read((tx) => tx.get("team", query.team ?? ""));
        if (query.team !== undefined && team === undefined) return { status: 404, body: problem(404, "not-found", "There is no such team.") };
        try {
          const said = await forecasts.of(team?.id);
          return said === undefined ? NOT_NOW : { status: 200, body: presentForecast(said, iso) };
        } catch (error) {
          log.error({ error }, "The forecast failed.");
          return NOT_NOW;
        }
      },
    }),
  ];
}
