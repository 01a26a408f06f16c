import type { PolicyNumber } from "../guard/text-policy.ts";
import { between, days, type Duration, type Instant } from "../time.ts";

/** Somebody to whom a template went. */
export interface Recipient {
  readonly sentAt: Instant;
  /** The customer's last message before it. */
  readonly lastInboundAt?: Instant | undefined;
  /** The customer has written at some time, before or since. */
  readonly hasWritten: boolean;
  readonly consent: "granted" | "withdrawn" | "unknown";
  /** The platform could not reach the person (131026). */
  readonly undeliverable: boolean;
}

export type AudienceRiskKind = "stale" | "unknown-consent" | "never-replied" | "undeliverable";

/** [S4-22] So many of the audience, where a policy allows fewer. */
export interface AudienceRisk {
  readonly kind: AudienceRiskKind;
  readonly count: number;
  readonly of: number;
  /** The share that is still fine. */
  readonly limit: number;
}

export interface AudiencePolicy {
  /** A smaller audience says nothing. */
  readonly fewest: PolicyNumber<number>;
  /** Silent for longer than this is stale. */
  readonly stale: PolicyNumber<Duration>;
  readonly shares: Readonly<Record<AudienceRiskKind, PolicyNumber<number>>>;
}

const OWN = "the guard's own fixtures; the platform names no figure";
const number = <Value>(value: Value): PolicyNumber<Value> => ({ value, source: OWN, asOf: "2026-11-22" });

export const DEFAULT_AUDIENCE_POLICY: AudiencePolicy = {
  fewest: number(10),
  stale: number(days(180)),
  shares: { stale: number(0.3), "unknown-consent": number(0.1), "never-replied": number(0.5), undeliverable: number(0.05) },
};

const ORDER = ["undeliverable", "unknown-consent", "stale", "never-replied"] as const satisfies readonly AudienceRiskKind[];

/** [S4-22] POOR_BASE: people who have long been silent, never agreed, never answered, or cannot be reached are who blocks and reports. */
export function poorBase(audience: readonly Recipient[], policy: AudiencePolicy = DEFAULT_AUDIENCE_POLICY): readonly AudienceRisk[] {
  const of = audience.length;
  if (of < policy.fewest.value) return [];

  const tests: Readonly<Record<AudienceRiskKind, (one: Recipient) => boolean>> = {
    stale: ({ lastInboundAt, sentAt }) => lastInboundAt !== undefined && between(lastInboundAt, sentAt) > policy.stale.value,
    "unknown-consent": ({ consent }) => consent !== "granted",
    "never-replied": ({ hasWritten }) => !hasWritten,
    undeliverable: ({ undeliverable }) => undeliverable,
  };
  return ORDER.flatMap((kind) => {
    const count = audience.filter(tests[kind]).length;
    const limit = policy.shares[kind].value;
    return count / of > limit ? [{ kind, count, of, limit }] : [];
  });
}
