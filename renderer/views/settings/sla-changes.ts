import type { Calendars } from "../../../shared/sla/calendar.ts";
import type { PolicySet } from "../../../shared/sla/parse-policy.ts";
import type { Policy } from "../../../shared/sla/policy.ts";

export type How = "added" | "changed" | "removed";

/** What differs between two sets of settings, by id and by key. */
export interface SlaChanges {
  readonly policies: readonly { readonly id: string; readonly name: string; readonly how: How }[];
  /** Policies of both stand in another order: another one may apply first. */
  readonly reordered: boolean;
  readonly calendars: readonly { readonly key: string; readonly how: How }[];
}

export function slaChanges(before: PolicySet, after: PolicySet): SlaChanges {
  const known = new Map(before.policies.map((policy) => [policy.id, policy]));
  const kept = new Set(after.policies.map(({ id }) => id));
  return {
    policies: [
      ...after.policies.flatMap((policy) => {
        const how = howPolicy(known.get(policy.id), policy);
        return how === undefined ? [] : [{ id: policy.id, name: nameOf(policy), how }];
      }),
      ...before.policies.filter(({ id }) => !kept.has(id)).map((policy) => ({ id: policy.id, name: nameOf(policy), how: "removed" as const })),
    ],
    reordered: order(before.policies, kept) !== order(after.policies, new Set(known.keys())),
    calendars: calendarChanges(before.calendars, after.calendars),
  };
}

export const isUnchanged = ({ calendars, policies, reordered }: SlaChanges): boolean => policies.length === 0 && calendars.length === 0 && !reordered;

/** Whether two say the same, whatever the order of their fields and their version. */
export const saysTheSame = (a: unknown, b: unknown): boolean => content(a) === content(b);

/** A name for people; the id where there is none. */
export const nameOf = ({ id, name }: Pick<Policy, "id" | "name">): string => (name === undefined || name.trim() === "" ? id : name);

const howPolicy = (before: Policy | undefined, after: Policy): How | undefined =>
  before === undefined ? "added" : saysTheSame(before, after) ? undefined : "changed";

function calendarChanges(before: Calendars, after: Calendars): SlaChanges["calendars"] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key): SlaChanges["calendars"] => {
    if (!Object.hasOwn(before, key)) return [{ key, how: "added" }];
    if (!Object.hasOwn(after, key)) return [{ key, how: "removed" }];
    return saysTheSame(before[key], after[key]) ? [] : [{ key, how: "changed" }];
  });
}

const order = (policies: readonly Policy[], among: ReadonlySet<string>): string => JSON.stringify(policies.map(({ id }) => id).filter((id) => among.has(id)));

/** Text that is the same for the same content. The version says that something changed, not what. */
const content = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) =>
    key === "version"
      ? undefined
      : typeof part === "object" && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
  );
