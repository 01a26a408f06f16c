import type { Outcome } from "../../shared/outcomes/outcome.ts";
import { parseOutcomeSettings } from "../../shared/outcomes/outcome-settings.ts";
import type { Timers } from "../timers.ts";
import { createSettingsKeeper, type SettingsKeeper } from "./settings-keeper.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly hear: (outcomes: readonly Outcome[]) => void;
}

/** [S4-17] What a case can be resolved as. */
export const createOutcomesKeeper = ({ hear, ...deps }: Deps): SettingsKeeper =>
  createSettingsKeeper({ ...deps, path: "/api/v1/outcomes", parse: parseOutcomeSettings, hear: ({ outcomes }) => hear(outcomes) });
