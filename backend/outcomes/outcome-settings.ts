import { DEFAULT_OUTCOME_SETTINGS, parseOutcomeSettings, type OutcomeSettings } from "../../shared/outcomes/outcome-settings.ts";
import type { Instant } from "../../shared/time.ts";
import { keptSettings, type SettingsInForce } from "../store/kept-settings.ts";
import type { WriteTx } from "../store/store.ts";

const kept = keptSettings("outcomes", parseOutcomeSettings, DEFAULT_OUTCOME_SETTINGS);

export type OutcomesInForce = SettingsInForce<OutcomeSettings>;

export const readOutcomes = kept.read;

export function saveOutcomes(tx: WriteTx, saved: unknown, by: string, at: Instant): OutcomesInForce {
  const after = kept.save(tx, saved);
  tx.appendAudit({ at, who: by, action: "outcomes-saved", target: "outcomes", data: JSON.stringify({ version: after.version }) });
  return after;
}
