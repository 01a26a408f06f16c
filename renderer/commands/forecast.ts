import type { Forecast } from "../../shared/forecast/forecast.ts";
import type { AgentId } from "../../shared/ids.ts";
import { fits, type ServerDeps, type Told } from "./ask-server.ts";
import { forecastAnswer } from "./forecast-answer.ts";
import { storeAnswers } from "./stored-answers.ts";

export interface ForecastCommands {
  /** For leads: of one team or of all, with what was said last where nobody answers, also after a restart. */
  readonly forecast: (team?: string) => Promise<Told<Forecast>>;
}

interface Deps extends ServerDeps {
  /** Whose desk this is: what one person was told is not shown to the next. */
  readonly me: () => AgentId | undefined;
  readonly storage?: Pick<Storage, "getItem" | "setItem"> | undefined;
}

/** The first answer of a server reads weeks. */
const PATIENCE_MS = 60_000;

export function createForecastCommands({ clock, me, request, storage = globalThis.localStorage }: Deps): ForecastCommands {
  const ask = storeAnswers({ request, clock, storage }, fits(forecastAnswer), { patience: PATIENCE_MS });
  return {
    forecast: (team) =>
      ask({
        path: `/api/v1/sla/forecast${team === undefined ? "" : `?${new URLSearchParams({ team })}`}`,
        place: `greenline.forecast ${me() ?? ""} ${team ?? ""}`,
        store: team === undefined,
      }),
  };
}
