import { DEFAULT_QUEUE_SETTINGS, parseQueueSettings, type QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

export interface QueueSettingsInForce {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly settings: QueueSettings;
}

const KEY = "handoff-queue-settings";
const DEFAULTS: QueueSettingsInForce = { version: 0, settings: DEFAULT_QUEUE_SETTINGS };

/** As last read: it is asked for with every claim. */
let read: { readonly text: string; readonly inForce: QueueSettingsInForce } = { text: "", inForce: DEFAULTS };

export function readQueueSettings(tx: ReadTx): QueueSettingsInForce {
  const text = tx.meta(KEY);
  if (text === undefined) return DEFAULTS;
  if (text !== read.text) {
    const { saved, version } = JSON.parse(text) as { readonly version: number; readonly saved: unknown };
    const parsed = parseQueueSettings(saved);
    // What an older release took and this one refuses has its defaults.
    read = { text, inForce: { version, settings: parsed.ok ? parsed.value : DEFAULT_QUEUE_SETTINGS } };
  }
  return read.inForce;
}

export function saveQueueSettings(tx: WriteTx, settings: QueueSettings, by: string, at: Instant): QueueSettingsInForce {
  const version = readQueueSettings(tx).version + 1;
  tx.setMeta(KEY, JSON.stringify({ version, saved: settings }));
  tx.appendAudit({ at, who: by, action: "handoff-settings-saved", target: KEY, data: JSON.stringify({ version, ...settings }) });
  return readQueueSettings(tx);
}
