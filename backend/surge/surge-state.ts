import { NO_SURGE, surgeOf, switchSurge, type SurgeState } from "../../shared/handoffs/surge.ts";
import type { AgentId } from "../../shared/ids.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import { nextAlarms } from "../../shared/signals/alarms.ts";
import type { Instant } from "../../shared/time.ts";
import { tellOfAlarms } from "../alert-channels/tell-webhooks.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const keyOf = (number: string): string => `surge:${number}`;

export function readSurgeState(tx: Pick<ReadTx, "meta">, number: string): SurgeState {
  const text = tx.meta(keyOf(number));
  return text === undefined ? NO_SURGE : (JSON.parse(text) as SurgeState);
}

/** [HO12] Every desk hears of it with the number's row; leads are alarmed once, where it came by itself. */
export function keepSurgeState(tx: WriteTx, number: BusinessNumber, before: SurgeState, after: SurgeState, now: Instant): void {
  if (after === before) return;
  tx.setMeta(keyOf(number.id), JSON.stringify(after));
  const surge = surgeOf(after);
  const was = surgeOf(before);
  if ((surge === undefined) === (was === undefined)) return;

  const alarms = number.alarms ?? [];
  const raises = surge !== undefined && surge.because.kind !== "hand";
  const told =
    surge === undefined
      ? nextAlarms(alarms, [{ signal: "surge", stands: "over" }], now)
      : raises
        ? nextAlarms(alarms, [{ signal: "surge", stands: "raised", level: "warn" }], now)
        : alarms;
  tx.put("number", number.id, { ...number, surge, ...(told.length === 0 ? {} : { alarms: told }) });
  tellOfAlarms(tx, number, { ...number, alarms: told }, now);
  tx.appendAudit({
    at: now,
    who: byOf(after) ?? "greenline",
    action: surge === undefined ? "surge-off" : "surge-on",
    target: number.id,
    data: JSON.stringify(surge?.because ?? {}),
  });
}

function byOf(state: SurgeState): AgentId | undefined {
  if (state.phase === "hushed") return state.by;
  return state.phase === "on" && state.because.kind === "hand" ? state.because.by : undefined;
}

/** [HO12] A lead's word. */
export function switchSurgeMode(tx: WriteTx, number: BusinessNumber, on: boolean, by: AgentId, now: Instant): void {
  const state = readSurgeState(tx, number.id);
  const switched = switchSurge(state, on, by, now);
  if (switched === state) return;
  // What a person switched on ends with their word; nothing has to calm down first.
  const byHand = state.phase === "on" && state.because.kind === "hand" && switched.phase === "hushed";
  keepSurgeState(tx, number, state, byHand ? { ...switched, calmSince: now } : switched, now);
}
