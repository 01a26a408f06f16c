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
