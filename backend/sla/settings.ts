import type { Calendars } from "../../shared/sla/calendar.ts";
import { DEFAULT_CALENDARS, DEFAULT_POLICIES } from "../../shared/sla/default-policy.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

export interface SlaSettings {
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
}

/** Settings and the instant from which they were in force. */
interface SettingsSince extends SlaSettings {
  readonly since: Instant;
}

const KEY = "sla-settings";
const DEFAULTS: SettingsSince = { since: toInstant(0), policies: DEFAULT_POLICIES, calendars: DEFAULT_CALENDARS };

/** Oldest first, never empty: what was in force is never forgotten, because closed runs keep what they were measured by (S13). */
function history(tx: ReadTx): readonly SettingsSince[] {
  const text = tx.meta(KEY);
  return text === undefined ? [DEFAULTS] : (JSON.parse(text) as readonly SettingsSince[]);
}

export function readSlaSettings(tx: ReadTx): SlaSettings {
  const { calendars, policies } = history(tx).at(-1) ?? DEFAULTS;
  return { calendars, policies };
}

export const hasSlaSettings = (tx: ReadTx): boolean => tx.meta(KEY) !== undefined;

/** The first settings of a store hold from the beginning of time, later ones from `since`. */
export function writeSlaSettings(tx: WriteTx, settings: SlaSettings, since: Instant): void {
  const before = hasSlaSettings(tx) ? history(tx) : [];
  const first = before.length === 0;
  tx.setMeta(KEY, JSON.stringify([...(first && since > 0 ? [DEFAULTS] : before), { ...settings, since }]));
}

/** [S13] What a conversation that began at `start` is measured by: what held then, and each later change as an event. */
export function settingsFor(tx: ReadTx, start: Instant): SlaSettings & { readonly changes: readonly SlaEvent[] } {
  const all = history(tx);
  const first = all.findLast(({ since }) => since <= start) ?? all[0] ?? DEFAULTS;
  const changes = all.slice(all.indexOf(first) + 1).flatMap(({ calendars, policies, since }): readonly SlaEvent[] => [
    { type: "calendarChange", at: since, calendars },
    { type: "policyChange", at: since, policies },
  ]);
  return { policies: first.policies, calendars: first.calendars, changes };
}
