import { DEFAULT_QUEUE_SETTINGS, parseQueueSettings, type QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import type { Instant } from "../../shared/time.ts";
import { keptSettings, type SettingsInForce } from "../store/kept-settings.ts";
import type { WriteTx } from "../store/store.ts";

const KEY = "handoff-queue-settings";
const kept = keptSettings(KEY, parseQueueSettings, DEFAULT_QUEUE_SETTINGS);

export type QueueSettingsInForce = SettingsInForce<QueueSettings>;

export const readQueueSettings = kept.read;

export function saveQueueSettings(tx: WriteTx, settings: QueueSettings, by: string, at: Instant): QueueSettingsInForce {
  const saved = kept.save(tx, settings);
  tx.appendAudit({ at, who: by, action: "handoff-settings-saved", target: KEY, data: JSON.stringify({ version: saved.version, ...settings }) });
  return saved;
}
