import { DEFAULT_OUTCOME_SETTINGS, parseOutcomeSettings, type OutcomeSettings } from "../../shared/outcomes/outcome-settings.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const KEY = "outcomes";

export interface OutcomesInForce {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly settings: OutcomeSettings;
}

export function readOutcomes(tx: Pick<ReadTx, "meta">): OutcomesInForce {
  const text = tx.meta(KEY);
  if (text === undefined) return { version: 0, settings: DEFAULT_OUTCOME_SETTINGS };
  const { saved, version } = JSON.parse(text) as { readonly version: number; readonly saved: unknown };
  const parsed = parseOutcomeSettings(saved);
  return { version, settings: parsed.ok ? parsed.value : DEFAULT_OUTCOME_SETTINGS };
}

export function saveOutcomes(tx: WriteTx, saved: unknown, by: string, at: Instant): OutcomesInForce {
  const version = readOutcomes(tx).version + 1;
  tx.setMeta(KEY, JSON.stringify({ version, saved }));
  tx.appendAudit({ at, who: by, action: "outcomes-saved", target: "outcomes", data: JSON.stringify({ version }) });
  return readOutcomes(tx);
}
