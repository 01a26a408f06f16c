import { DEFAULT_SURGE_POLICY, parseSurgePolicy, type SurgePolicy } from "../../shared/handoffs/surge-policy.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const KEY = "surge-policy";

export interface SurgePolicyInForce {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly policy: SurgePolicy;
}

export function readSurgePolicy(tx: Pick<ReadTx, "meta">): SurgePolicyInForce {
  const text = tx.meta(KEY);
  if (text === undefined) return { version: 0, policy: DEFAULT_SURGE_POLICY };
  const { saved, version } = JSON.parse(text) as { readonly version: number; readonly saved: unknown };
  const parsed = parseSurgePolicy(saved);
  // What an older release took is kept; where this one refuses it, the defaults hold.
  return { version, policy: parsed.ok ? parsed.value : DEFAULT_SURGE_POLICY };
}

export function saveSurgePolicy(tx: WriteTx, saved: unknown, by: string, at: Instant): SurgePolicyInForce {
  const version = readSurgePolicy(tx).version + 1;
  tx.setMeta(KEY, JSON.stringify({ version, saved }));
  tx.appendAudit({ at, who: by, action: "surge-policy-saved", target: "surge-policy", data: JSON.stringify({ version }) });
  return readSurgePolicy(tx);
}
