import { Worker } from "node:worker_threads";
import type { Outcome } from "../../shared/forecast/calibrate.ts";
import type { Forecast } from "../../shared/forecast/forecast.ts";
import type { TeamId } from "../../shared/ids.ts";
import { hours, minutes, type Clock, type Instant } from "../../shared/time.ts";
import { readSlaSettings } from "../sla/settings.ts";
import type { Store } from "../store/store.ts";
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
const MOST_KEPT = 50;
/** [BD2] The same facts give the same band. */
const SEED = 20_261_120;

interface Kept {
  readonly at: Instant;
  readonly answer: Promise<Forecast | undefined>;
}

/** Imagines on a thread that lives for one question, one at a time. */
export function createForecasts({ clock, databasePath, store }: Deps): Forecasts {
  const kept = new Map<string, Kept>();
  const tested = new Map<string, { readonly at: Instant; readonly outcomes: readonly Outcome[] }>();
  let turn: Promise<unknown> = Promise.resolve();
  let current: Worker | undefined;
  let stopped = false;

  const run = (task: ForecastTask): Promise<ForecastAnswer | undefined> =>
    new Promise((resolve, reject) => {
      if (stopped) return resolve(undefined);
      const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./forecast-worker.ts" : "./forecast-worker.js", import.meta.url), {
        workerData: { databasePath, task },
      });
      current = worker;
      let answer: ForecastAnswer | undefined;
      const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      worker.on("message", (message: ForecastAnswer) => {
        answer = message;
      });
      worker.on("error", reject);
      worker.on("exit", () => {
        clearTimeout(late);
        resolve(answer);
      });
    });

  const imagine = async (team: TeamId | undefined): Promise<Forecast | undefined> => {
    const { agents, calendars, policies, revision } = store.read((tx) => ({ agents: tx.all("agent"), ...readSlaSettings(tx) }));
    const at = clock.now();
    const key = `${revision} ${team ?? ""}`;
    const known = tested.get(key);
    const isFresh = known !== undefined && at >= known.at && at - known.at < OUTCOMES_KEPT_FOR;
    const answer = await run({ facts: { at, team, agents, policies, calendars }, outcomes: isFresh ? known.outcomes : undefined, seed: SEED });
    if (tested.size >= MOST_KEPT) tested.clear();
    // A past that was too short an hour ago may be long enough now.
    if (answer !== undefined && !isFresh && answer.forecast.kind === "forecast") tested.set(key, { at, outcomes: answer.outcomes });
    return answer?.forecast;
  };

  return {
    of: (team) => {
      const now = clock.now();
      const known = kept.get(team ?? "");
      if (known !== undefined && now >= known.at && now - known.at < ANSWER_KEPT_FOR) return known.answer;
      if (kept.size >= MOST_KEPT) kept.clear();
      const answer = turn.then(() => imagine(team));
      turn = answer.catch(() => {});
      kept.set(team ?? "", { at: now, answer });
      // Whoever asks next tries again.
      const forget = (): void => {
        if (kept.get(team ?? "")?.answer === answer) kept.delete(team ?? "");
      };
      answer.then((said) => (said === undefined ? forget() : undefined), forget);
      return answer;
    },
    stop: async () => {
      stopped = true;
      await current?.terminate();
      await turn;
    },
  };
}
