import type { RuleId } from "./rule-ids.ts";

export type Severity = "stop" | "confirm" | "advise";

/** Something that a person can do about a finding. `command` names it; the rest are its arguments. */
export type Remedy = { readonly command: string } & Readonly<Record<string, unknown>>;

/** What speaks against sending a draft now: a value that the composer explains, the server refuses by, and the log keeps. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly messageKey: string;
  /** What a person can verify: words, messages, counts and their period. */
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly remedies: readonly Remedy[];
  /** 0 to 1, where the rule weighs and does not just count. */
  readonly confidence?: number | undefined;
}
