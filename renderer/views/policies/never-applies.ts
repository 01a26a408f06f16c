import type { Condition, Policy } from "../../../shared/sla/policy.ts";
import { isDefault } from "./edit-policies.ts";

export type NeverApplies =
  /** [P1] Without a condition only a default matches. */
  | { readonly why: "no-condition" }
  /** It asks for two values of what has only one. */
  | { readonly why: "contradiction" }
  /** Whatever it matches, an earlier one has matched. */
  | { readonly why: "shadowed"; readonly by: Policy };

const PRIORITIES = ["low", "normal", "high", "urgent"];

/** Policies that no conversation can ever reach, by id. Finds what one earlier policy hides, not what several hide together. */
export function neverApplies(policies: readonly Policy[]): ReadonlyMap<string, NeverApplies> {
  const never = new Map<string, NeverApplies>();
  policies.forEach((policy, index) => {
    const by = policies.slice(0, index).find((earlier) => !never.has(earlier.id) && hides(earlier, policy));
    if (policy.conditions.length === 0 && !policy.default) never.set(policy.id, { why: "no-condition" });
    else if (contradicts(policy)) never.set(policy.id, { why: "contradiction" });
    else if (by !== undefined) never.set(policy.id, { why: "shadowed", by });
  });
  return never;
}

const hides = (earlier: Policy, later: Policy): boolean =>
  isDefault(earlier) || (earlier.conditions.length > 0 && earlier.conditions.every((condition) => isSure(condition, later.conditions)));

/** Whether a conversation that meets all of `given` surely meets this one too. */
const isSure = ({ field, in: values }: Condition, given: readonly Condition[]): boolean =>
  (field === "priority" && PRIORITIES.every((priority) => values.includes(priority))) ||
  given.some((condition) => condition.field === field && condition.in.length > 0 && condition.in.every((value) => values.includes(value)));

/** Of labels a conversation has several, of everything else one. */
const contradicts = ({ conditions }: Policy): boolean =>
  conditions.some(
    ({ field, in: values }, index) =>
      field !== "label" && conditions.slice(0, index).some((other) => other.field === field && !other.in.some((value) => values.includes(value))),
  );
