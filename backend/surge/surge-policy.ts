import { DEFAULT_SURGE_POLICY, parseSurgePolicy, type SurgePolicy } from "../../shared/handoffs/surge-policy.ts";
import type { Instant } from "../../shared/time.ts";
import { keptSettings } from "../store/kept-settings.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const kept = keptSettings("surge-policy", parseSurgePolicy, DEFAULT_SURGE_POLICY);

export interface SurgePolicyInForce {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly policy: SurgePolicy;
}

export function readSurgePolicy(tx: Pick<ReadTx, "meta">): SurgePolicyInForce {
  const { settings, version } = kept.read(tx);
  return { version, policy: settings };
}

export function saveSurgePolicy(tx: WriteTx, saved: unknown, by: string, at: Instant): SurgePolicyInForce {
  const { settings, version } = kept.save(tx, saved);
  tx.appendAudit({ at, who: by, action: "surge-policy-saved", target: "surge-policy", data: JSON.stringify({ version }) });
  return { version, policy: settings };
}
