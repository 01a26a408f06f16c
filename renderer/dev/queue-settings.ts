import { DEFAULT_BOT_POLICY } from "../../shared/bots/bot-policy.ts";
import { DEFAULT_QUEUE_SETTINGS } from "../../shared/handoffs/queue-settings.ts";
import { DEFAULT_OUTCOME_SETTINGS } from "../../shared/outcomes/outcome-settings.ts";
import { DEFAULT_PAUSE_POLICY } from "../../shared/reports/pause-policy.ts";
import type { QueueSettingsCommands } from "../commands/queue-settings.ts";
import type { Kept } from "../commands/kept-settings.ts";
import type { Told } from "../commands/ask-server.ts";
import { billing, NOW } from "./people.ts";

const told =
  <Settings>(version: number, settings: Settings) =>
  async (): Promise<Told<Kept<Settings>>> => ({
    kind: "fresh",
    seen: { at: NOW, fact: { version, settings } },
  });

/** A shop that sends refunds to whoever knows about payments, and counts what it sent to its wholesale desk. */
export const fakeQueueSettingsCommands: QueueSettingsCommands = {
  queueSettings: told(4, { ...DEFAULT_QUEUE_SETTINGS, capacity: 8, topicSkills: { Refund: "payments", Invoice: "payments" }, overflowTeam: billing }),
  saveQueueSettings: async () => "saved",
  botPolicy: told(0, DEFAULT_BOT_POLICY),
  saveBotPolicy: async () => "saved",
  pausePolicy: told(0, DEFAULT_PAUSE_POLICY),
  savePausePolicy: async () => "saved",
  outcomes: told(1, {
    ...DEFAULT_OUTCOME_SETTINGS,
    outcomes: [
      ...DEFAULT_OUTCOME_SETTINGS.outcomes,
      { key: "wholesale", names: { en: "Passed to wholesale", es: "Pasado a mayoristas" }, need: "neither" as const },
    ],
  }),
  saveOutcomes: async () => "saved",
};
