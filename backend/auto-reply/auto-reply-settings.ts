import { DEFAULT_AUTO_REPLY, parseAutoReplySettings, type AutoReplySettings } from "../../shared/handoffs/auto-reply-settings.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const KEY = "auto-reply";
/** The place in the log up to which every customer who waits has been looked at. */
const CURSOR = "auto-reply-cursor";

export interface AutoReplyInForce {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly settings: AutoReplySettings;
}

const DEFAULTS: AutoReplyInForce = { version: 0, settings: DEFAULT_AUTO_REPLY };

/** As last read: it is asked for with every change of every conversation. */
let read: { readonly text: string; readonly inForce: AutoReplyInForce } = { text: "", inForce: DEFAULTS };

export function readAutoReply(tx: Pick<ReadTx, "meta">): AutoReplyInForce {
  const text = tx.meta(KEY);
  if (text === undefined) return DEFAULTS;
  if (text !== read.text) {
    const { saved, version } = JSON.parse(text) as { readonly version: number; readonly saved: unknown };
    const parsed = parseAutoReplySettings(saved);
    // Words that this release does not take are not said: it is off until somebody saves again.
    read = { text, inForce: { version, settings: parsed.ok ? parsed.value : DEFAULT_AUTO_REPLY } };
  }
  return read.inForce;
}

export function saveAutoReply(tx: WriteTx, saved: unknown, by: string, at: Instant): AutoReplyInForce {
  const before = readAutoReply(tx);
  const version = before.version + 1;
  tx.setMeta(KEY, JSON.stringify({ version, saved }));
  const after = readAutoReply(tx);
  // It speaks from now on: who wrote before it was switched on is told nothing.
  if (after.settings.on && !before.settings.on) tx.setMeta(CURSOR, String(tx.head()));
  tx.appendAudit({ at, who: by, action: "auto-reply-saved", target: "auto-reply", data: JSON.stringify({ version, on: after.settings.on }) });
  return after;
}

export function readCursor(tx: Pick<ReadTx, "meta">): number | undefined {
  const text = tx.meta(CURSOR);
  return text === undefined ? undefined : Number(text);
}
export const writeCursor = (tx: WriteTx, at: number): void => tx.setMeta(CURSOR, String(at));
