import { DEFAULT_AUTO_REPLY, parseAutoReplySettings, type AutoReplySettings } from "../../shared/handoffs/auto-reply-settings.ts";
import type { Instant } from "../../shared/time.ts";
import { keptSettings, type SettingsInForce } from "../store/kept-settings.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

/** The place in the log up to which every customer who waits has been looked at. */
const CURSOR = "auto-reply-cursor";

/** Words that this release does not take are not said: by default it is off, until somebody saves again. */
const kept = keptSettings("auto-reply", parseAutoReplySettings, DEFAULT_AUTO_REPLY);

export type AutoReplyInForce = SettingsInForce<AutoReplySettings>;

export const readAutoReply = kept.read;

export function saveAutoReply(tx: WriteTx, saved: unknown, by: string, at: Instant): AutoReplyInForce {
  const before = readAutoReply(tx);
  const after = kept.save(tx, saved);
  // It speaks from now on: who wrote before it was switched on is told nothing.
  if (after.settings.on && !before.settings.on) tx.setMeta(CURSOR, String(tx.head()));
  tx.appendAudit({ at, who: by, action: "auto-reply-saved", target: "auto-reply", data: JSON.stringify({ version: after.version, on: after.settings.on }) });
  return after;
}

export function readCursor(tx: Pick<ReadTx, "meta">): number | undefined {
  const text = tx.meta(CURSOR);
  return text === undefined ? undefined : Number(text);
}
export const writeCursor = (tx: WriteTx, at: number): void => tx.setMeta(CURSOR, String(at));
