import type { Priority } from "../inbox/conversation.ts";
import type { Duration } from "../time.ts";
import type { ClockKind } from "./clock.ts";

export type ConditionField = "number" | "team" | "label" | "language" | "priority" | "tier" | "entryPoint";

/** Holds where the conversation's value is one of these; of several labels one is enough. */
export interface Condition {
  readonly field: ConditionField;
  readonly in: readonly string[];
}

export interface PolicyTarget {
  /** In the open time of the calendar; at least one millisecond. */
  readonly target: Duration;
  /** The key of a calendar. */
  readonly calendar: string;
}

export type Audience = "assignee" | "team" | "lead";

/** [P2] A share of the target, or that much open time before it is used up; each with who is told. */
export type Warning =
  | number
  | { readonly share: number; readonly tell?: readonly Audience[] | undefined }
  | { readonly before: Duration; readonly tell?: readonly Audience[] | undefined };

/** Whom a warning speaks to where it does not say: whoever owns the conversation; the team, where nobody does. */
const DEFAULT_WARNING_AUDIENCE: readonly Audience[] = ["assignee"];
/** Whom a breach speaks to where the policy does not say. */
const DEFAULT_BREACH_AUDIENCE: readonly Audience[] = ["assignee", "lead"];

export const audienceOf = (warning: Warning): readonly Audience[] =>
  typeof warning === "number" ? DEFAULT_WARNING_AUDIENCE : (warning.tell ?? DEFAULT_WARNING_AUDIENCE);

/** What a warning is known by: a run warns once at each (B1). */
export const thresholdOf = (warning: Warning): string =>
  typeof warning === "number" ? `share:${warning}` : "share" in warning ? `share:${warning.share}` : `before:${warning.before}`;

export const breachAudienceOf = (policy: Pick<Policy, "breach">): readonly Audience[] => policy.breach?.tell ?? DEFAULT_BREACH_AUDIENCE;

export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly name?: string | undefined;
  /** [P1] Only here does an empty list of conditions match. */
  readonly default: boolean;
  readonly conditions: readonly Condition[];
  /** [P2] A kind without a target has no deadline. */
  readonly targets: { readonly [Kind in ClockKind]?: PolicyTarget | undefined };
  /** Ours where nothing is said: 50 %, 80 % and 5 minutes before. */
  readonly warnings?: readonly Warning[] | undefined;
  /** Who is told of a breach; assignee and lead where nothing is said. */
  readonly breach?: { readonly tell?: readonly Audience[] | undefined } | undefined;
  /** [S14] Adds an owner's clock with this target at every hop while a customer waits. */
  readonly ownerTarget?: PolicyTarget | undefined;
}

/** What the conditions read. */
export interface PolicyContext {
  readonly number?: string | undefined;
  readonly team?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly language?: string | undefined;
  /** `normal` where nothing is said. */
  readonly priority?: Priority | undefined;
  readonly tier?: string | undefined;
  readonly entryPoint?: string | undefined;
}

/** [P1] The first policy of the list whose conditions all hold. */
export const matchPolicy = (policies: readonly Policy[], context: PolicyContext): Policy | undefined =>
  policies.find(({ conditions, default: isDefault }) => (conditions.length === 0 ? isDefault : conditions.every((condition) => holds(condition, context))));

function holds({ field, in: values }: Condition, context: PolicyContext): boolean {
  switch (field) {
    case "label":
      return (context.labels ?? []).some((label) => values.includes(label));
    case "priority":
      return values.includes(context.priority ?? "normal");
    default: {
      const value = context[field];
      return value !== undefined && values.includes(value);
    }
  }
}
