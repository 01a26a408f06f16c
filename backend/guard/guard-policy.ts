import { DEFAULT_GUARD_POLICY, type GuardPolicy } from "../../shared/guard/context.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

/** A policy as a lead saved it. What is left out of `saved` keeps its default, also where a later release has another one. */
interface SavedPolicy {
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly saved: unknown;
}

export interface PolicyInForce {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly policy: GuardPolicy;
}

const KEY = "guard-policy";
const DEFAULTS: PolicyInForce = { version: 0, policy: DEFAULT_GUARD_POLICY };

/** As last read: it is asked for with every message. */
let read: { readonly text: string; readonly inForce: PolicyInForce } = { text: "", inForce: DEFAULTS };

export function readGuardPolicy(tx: ReadTx): PolicyInForce {
  const text = tx.meta(KEY);
  if (text === undefined) return DEFAULTS;
  if (text !== read.text) read = { text, inForce: inForce(JSON.parse(text) as readonly SavedPolicy[]) };
  return read.inForce;
}

function inForce(history: readonly SavedPolicy[]): PolicyInForce {
  const last = history.at(-1);
  if (last === undefined) return DEFAULTS;
  const parsed = parseGuardPolicy(last.saved);
  // What an older release took is kept; where this one refuses it, the defaults guard.
  return { version: last.version, policy: parsed.ok ? parsed.value : DEFAULT_GUARD_POLICY };
}

/** Every version is kept: what a message was judged by can be told later. */
export function saveGuardPolicy(tx: WriteTx, saved: unknown, by: string, at: Instant): PolicyInForce {
  const history = JSON.parse(tx.meta(KEY) ?? "[]") as readonly SavedPolicy[];
  const version = readGuardPolicy(tx).version + 1;
  tx.setMeta(KEY, JSON.stringify([...history, { version, at, by, saved }]));
  tx.appendAudit({ at, who: by, action: "guard-policy-saved", target: "guard-policy", data: JSON.stringify({ version }) });
  return readGuardPolicy(tx);
}
