import type { Outcome } from "../../shared/forecast/calibrate.ts";
import type { Forecast } from "../../shared/forecast/forecast.ts";
import type { TeamId } from "../../shared/ids.ts";
import { hours, minutes, type Clock, type Instant } from "../../shared/time.ts";
import { readSlaSettings } from "../sla/settings.ts";
import type { Store } from "../store/store.ts";
import { createKeptAnswers } from "../threads/kept-answers.ts";
import { createOneQuestion } from "../threads/one-question.ts";
import { workerBeside } from "../threads/worker-beside.ts";
import type { ForecastFacts } from "./workspace.ts";

export interface ForecastTask {
  readonly facts: ForecastFacts;
  /** What an earlier back-test has given; without, it is made. */
  readonly outcomes?: readonly Outcome[] | undefined;
  readonly seed: number;
}

export interface ForecastAnswer {
  readonly forecast: Forecast;
  readonly outcomes: readonly Outcome[];
}

export interface Forecasts {
  /** Of one team, or of all. Undefined where it took too long, or the server is going down. */
  readonly of: (team: TeamId | undefined) => Promise<Forecast | undefined>;
  readonly stop: () => Promise<void>;
}

interface Deps {
  readonly databasePath: string;
  readonly store: Store;
  readonly clock: Clock;
}

/** A minute changes little, and everybody who looks sees the same. */
const ANSWER_KEPT_FOR = minutes(1);
/** The errors of four weeks change little within hours. */
const OUTCOMES_KEPT_FOR = hours(6);
const PATIENCE_MS = 60_000;
const MOST_TESTED = 50;
/** [BD2] The same facts give the same band. */
const SEED = 20_261_120;

export function createForecasts({ clock, databasePath, store }: Deps): Forecasts {
  const thread = createOneQuestion<ForecastAnswer>(workerBeside(import.meta.url, "forecast-worker"), { patienceMs: PATIENCE_MS });
  const kept = createKeptAnswers<Forecast>(clock, ANSWER_KEPT_FOR);
  const tested = new Map<string, { readonly at: Instant; readonly outcomes: readonly Outcome[] }>();

  const imagine = async (team: TeamId | undefined, ask: (workerData: unknown) => Promise<ForecastAnswer | undefined>): Promise<Forecast | undefined> => {
    const { agents, calendars, policies, revision } = store.read((tx) => ({ agents: tx.all("agent"), ...readSlaSettings(tx) }));
    const at = clock.now();
    const key = `${revision} ${team ?? ""}`;
    const known = tested.get(key);
    const isFresh = known !== undefined && at >= known.at && at - known.at < OUTCOMES_KEPT_FOR;
    const task: ForecastTask = { facts: { at, team, agents, policies, calendars }, outcomes: isFresh ? known.outcomes : undefined, seed: SEED };
    const answer = await ask({ databasePath, task });
    if (tested.size >= MOST_TESTED) tested.clear();
    // A past that was too short an hour ago may be long enough now.
    if (answer !== undefined && !isFresh && answer.forecast.kind === "forecast") tested.set(key, { at, outcomes: answer.outcomes });
    return answer?.forecast;
  };

  return {
    of: (team) => kept.of(team ?? "", () => thread.inTurn((ask) => imagine(team, ask))),
    stop: thread.stop,
  };
}
