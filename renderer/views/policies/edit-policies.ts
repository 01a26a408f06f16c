import { DEFAULT_POLICIES } from "../../../shared/sla/default-policy.ts";
import type { Policy } from "../../../shared/sla/policy.ts";
import type { Instant } from "../../../shared/time.ts";

type Policies = readonly Policy[];

/** [P1] Applies to whatever nothing before it has matched. */
export const isDefault = (policy: Pick<Policy, "default" | "conditions">): boolean => policy.default && policy.conditions.length === 0;

/** The only default stays: without one, what matches nothing has no deadline. */
export const mayRemove = (policies: Policies, id: string): boolean =>
  policies.some((policy) => policy.id !== id && isDefault(policy)) || !policies.some((policy) => policy.id === id && isDefault(policy));

export const replaced = (policies: Policies, policy: Policy): Policies => policies.map((one) => (one.id === policy.id ? policy : one));

export const removed = (policies: Policies, id: string): Policies => policies.filter((policy) => policy.id !== id);

/** As `toSpliced`, which Chromium 114 has; the place is where it stood before it went. */
export const restored = (policies: Policies, policy: Policy, place: number): Policies =>
  policies.some(({ id }) => id === policy.id) ? policies : policies.toSpliced(Math.min(place, policies.length), 0, policy);

/** A new policy stands before the default, else it could never apply. */
export const added = (policies: Policies, policy: Policy): Policies => {
  const place = policies.findIndex(isDefault);
  return policies.toSpliced(place === -1 || isDefault(policy) ? policies.length : place, 0, policy);
};

/** A copy right behind the original, or before it where the original is the default. A copy is never a default itself. */
export function duplicated(policies: Policies, id: string, copy: Pick<Policy, "id" | "name">): Policies {
  const place = policies.findIndex((policy) => policy.id === id);
  const original = policies[place];
  if (original === undefined) return policies;
  return policies.toSpliced(isDefault(original) ? place : place + 1, 0, { ...original, ...copy, version: 1, default: false });
}

/** Where a policy may go: the default stands last, and nothing moves behind it. */
export function placesOf(policies: Policies, id: string): readonly [first: number, last: number] {
  const place = policies.findIndex((policy) => policy.id === id);
  const policy = policies[place];
  if (policy === undefined || isDefault(policy)) return [place, place];
  const wall = policies.findIndex(isDefault);
  return [0, wall === -1 || place > wall ? policies.length - 1 : wall - 1];
}

/** The policy at another place, as near to it as it may go. */
export function moved(policies: Policies, id: string, to: number): Policies {
  const place = policies.findIndex((policy) => policy.id === id);
  const policy = policies[place];
  const [first, last] = placesOf(policies, id);
  const target = Math.min(last, Math.max(first, to));
  return policy === undefined || target === place ? policies : policies.toSpliced(place, 1).toSpliced(target, 0, policy);
}

/** Not used before, neither here nor in what is saved: what was measured by a policy names it for ever (S13). */
export function freshId(policies: Policies, now: Instant): string {
  const id = `policy-${now.toString(36)}`;
  const taken = new Set(policies.map((policy) => policy.id));
  for (let n = 2; taken.has(id) && n <= taken.size + 1; n += 1) if (!taken.has(`${id}-${n}`)) return `${id}-${n}`;
  return id;
}

/** Begins with the promises of the default, which are what such conversations have now. */
export function newPolicy(policies: Policies, id: string, name: string): Policy {
  const { breach, targets, warnings } = policies.find(isDefault) ?? DEFAULTS;
  return { id, version: 1, name, default: false, conditions: [], targets, warnings, ...(breach === undefined ? {} : { breach }) };
}

export const newDefault = (id: string, name: string): Policy => ({ ...DEFAULTS, id, version: 1, name, default: true, conditions: [] });

const DEFAULTS: Pick<Policy, "targets" | "warnings" | "breach"> = { targets: DEFAULT_POLICIES[0]?.targets ?? {}, warnings: DEFAULT_POLICIES[0]?.warnings };
