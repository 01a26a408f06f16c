import type { Calendars, NamedCalendar } from "../../shared/sla/calendar.ts";
import { DEFAULT_CALENDARS, DEFAULT_POLICIES } from "../../shared/sla/default-policy.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { askForRedating } from "./redating-mark.ts";

export interface SlaSettings {
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
}

/** Settings, the instant from which they were in force, and the number of saves with this one; none in what older versions wrote. */
interface SettingsSince extends SlaSettings {
  readonly since: Instant;
  readonly revision?: number | undefined;
}

const KEY = "sla-settings";
const DEFAULTS: SettingsSince = { since: toInstant(0), policies: DEFAULT_POLICIES, calendars: DEFAULT_CALENDARS, revision: 0 };

/** The past as last read: it is asked for with every change of every conversation, and the same objects let calendars be compiled once. */
let read: { readonly text: string; readonly history: readonly SettingsSince[] } = { text: "", history: [] };

/** Oldest first, never empty: what was in force is never forgotten, because closed runs keep what they were measured by (S13). */
function history(tx: Pick<ReadTx, "meta">): readonly SettingsSince[] {
  const text = tx.meta(KEY);
  if (text === undefined) return [DEFAULTS];
  if (text !== read.text) read = { text, history: JSON.parse(text) as readonly SettingsSince[] };
  return read.history;
}

/** What is in force; `revision` counts the saves. */
export function readSlaSettings(tx: ReadTx): SlaSettings & { readonly revision: number } {
  const all = history(tx);
  const { calendars, policies } = all.at(-1) ?? DEFAULTS;
  return { revision: revisionOf(all), policies, calendars };
}

function revisionOf(all: readonly SettingsSince[]): number {
  const { revision } = all.at(-1) ?? DEFAULTS;
  if (revision !== undefined) return revision;
  // Before saves were counted, the defaults stood at the head of all that was saved, unless the first held from the beginning.
  return all.length > 1 && all[0]?.since === 0 ? all.length - 1 : all.length;
}

export const hasSlaSettings = (tx: ReadTx): boolean => tx.meta(KEY) !== undefined;

/** All that was ever in force, oldest first. */
export const slaSettingsHistory = (tx: Pick<ReadTx, "meta">): readonly SlaSettings[] => history(tx);

/** All that somebody saved, oldest first: what is built in is nobody's. */
export const savedSlaSettings = (tx: ReadTx): readonly SlaSettings[] => history(tx).filter(({ revision }) => revision !== 0);

/** The policy as it was when it had this version; as it is now, where that cannot be said. */
export function policyOf(tx: ReadTx, id: string, version: number): Policy | undefined {
  const all = history(tx).toReversed();
  const named = all.flatMap(({ policies }) => policies.filter((policy) => policy.id === id));
  return named.find((policy) => policy.version === version) ?? named[0];
}

/** The first settings of a store hold from the beginning of time, later ones from `since`. Open runs are dated anew afterwards (redate.ts). */
export function writeSlaSettings(tx: WriteTx, { calendars, policies }: SlaSettings, since: Instant): void {
  const before = hasSlaSettings(tx) ? history(tx) : [];
  const revision = before.length === 0 ? 1 : revisionOf(before) + 1;
  // A later save comes later, also within one millisecond, or where the machine's clock was set back.
  const from = toInstant(Math.max(since, (before.at(-1)?.since ?? -1) + 1));
  tx.setMeta(KEY, JSON.stringify([...(before.length === 0 && since > 0 ? [DEFAULTS] : before), { policies, calendars, since: from, revision }]));
  mirrorCalendars(tx);
  askForRedating(tx);
}

/** [R2] The desks have the calendars as rows, so that they can say when they open without a network. */
export function mirrorCalendars(tx: WriteTx): void {
  const { calendars } = readSlaSettings(tx);
  const known = new Map(tx.all("calendar").map((row) => [row.id, JSON.stringify(row)]));
  for (const [id, definition] of Object.entries(calendars)) {
    const row: NamedCalendar = { id, definition };
    if (known.get(id) !== JSON.stringify(row)) tx.put("calendar", id, row);
    known.delete(id);
  }
  for (const id of known.keys()) tx.remove("calendar", id);
}

/** [S13] What a conversation that began at `start` is measured by: what held then, and each later change as an event. */
export function settingsFor(tx: Pick<ReadTx, "meta">, start: Instant): SlaSettings & { readonly changes: readonly SlaEvent[] } {
  const all = history(tx);
  const first = all.findLast(({ since }) => since <= start) ?? all[0] ?? DEFAULTS;
  const changes = all.slice(all.indexOf(first) + 1).flatMap(({ calendars, policies, since }): readonly SlaEvent[] => [
    { type: "calendarChange", at: since, calendars },
    { type: "policyChange", at: since, policies },
  ]);
  return { policies: first.policies, calendars: first.calendars, changes };
}
