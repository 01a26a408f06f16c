import type { BotPolicy } from "../../shared/bots/bot-policy.ts";
import { parseBotPolicy } from "../../shared/bots/bot-policy-schema.ts";
import { parseQueueSettings, type QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import { parseOutcomeSettings, type OutcomeSettings } from "../../shared/outcomes/outcome-settings.ts";
import { parsePausePolicy, type PausePolicy } from "../../shared/reports/pause-policy.ts";
import type { Clock } from "../../shared/time.ts";
import { createKeptSettings, kept, type Kept, type SettingsSaved } from "./kept-settings.ts";
import type { Told } from "./ask-server.ts";

/** How conversations are given out and ended: what leads decide, and the server keeps. */
export interface QueueSettingsCommands {
  readonly queueSettings: () => Promise<Told<Kept<QueueSettings>>>;
  readonly saveQueueSettings: (settings: QueueSettings, version: number) => Promise<SettingsSaved>;
  readonly botPolicy: () => Promise<Told<Kept<BotPolicy>>>;
  readonly saveBotPolicy: (policy: BotPolicy, version: number) => Promise<SettingsSaved>;
  readonly pausePolicy: () => Promise<Told<Kept<PausePolicy>>>;
  readonly savePausePolicy: (policy: PausePolicy, version: number) => Promise<SettingsSaved>;
  /** [S4-17] */
  readonly outcomes: () => Promise<Told<Kept<OutcomeSettings>>>;
  readonly saveOutcomes: (settings: OutcomeSettings, version: number) => Promise<SettingsSaved>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

export function createQueueSettingsCommands({ clock, request }: Deps): QueueSettingsCommands {
  const { ask, say } = createKeptSettings({ request, clock });
  return {
    queueSettings: ask("/api/v1/handoffs/settings", (raw) => kept(raw, parseQueueSettings)),
    saveQueueSettings: (settings, version) => say("/api/v1/handoffs/settings", "PUT", { ...settings, version }),
    botPolicy: ask("/api/v1/bot-policy", (raw) => kept(raw, parseBotPolicy)),
    saveBotPolicy: (policy, version) => say("/api/v1/bot-policy", "PUT", { ...policy, version }),
    pausePolicy: ask("/api/v1/reports/pauses/policy", (raw) => kept(raw, parsePausePolicy)),
    savePausePolicy: (policy, version) => say("/api/v1/reports/pauses/policy", "PUT", { ...policy, version }),
    outcomes: ask("/api/v1/outcomes", (raw) => kept(raw, parseOutcomeSettings)),
    saveOutcomes: (settings, version) => say("/api/v1/outcomes", "PUT", { ...settings, version }),
  };
}
