import { DEFAULT_PAUSE_POLICY, parsePausePolicy, type PausePolicy } from "../../shared/reports/pause-policy.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const KEY = "pause-policy";

export interface PausePolicyInForce {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly settings: PausePolicy;
}

export function readPausePolicy(tx: Pick<ReadTx, "meta">): PausePolicyInForce {
  const text = tx.meta(KEY);
  if (text === undefined) return { version: 0, settings: DEFAULT_PAUSE_POLICY };
  const { saved, version } = JSON.parse(text) as { readonly version: number; readonly saved: unknown };
  const parsed = parsePausePolicy(saved);
  return { version, settings: parsed.ok ? parsed.value : DEFAULT_PAUSE_POLICY };
}

export function savePausePolicy(tx: WriteTx, saved: PausePolicy, by: string, at: Instant): PausePolicyInForce {
  const version = readPausePolicy(tx).version + 1;
  tx.setMeta(KEY, JSON.stringify({ version, saved }));
  tx.appendAudit({ at, who: by, action: "pause-policy-saved", target: KEY, data: JSON.stringify({ version, ...saved }) });
  return readPausePolicy(tx);
}
