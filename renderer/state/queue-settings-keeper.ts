import { parseQueueSettings, type QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import type { Timers } from "../timers.ts";
import { createSettingsKeeper, type SettingsKeeper } from "./settings-keeper.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly hear: (settings: QueueSettings) => void;
}

/** [HO5] Which topic asks for which skill, and how many conversations are enough. */
export const createQueueSettingsKeeper = (deps: Deps): SettingsKeeper =>
  createSettingsKeeper({ ...deps, path: "/api/v1/handoffs/settings", parse: parseQueueSettings });
