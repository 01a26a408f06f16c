import type { CalendarDefinition, Calendars } from "../../../shared/sla/calendar.ts";
import type { Policy, PolicyTarget } from "../../../shared/sla/policy.ts";
import { OFFICE_WEEK } from "./week.ts";

export const ALWAYS = "24/7";

/** [C5] It is there without being defined; somebody who defines it otherwise may edit it like any other. */
export const isBuiltIn = (calendars: Calendars, key: string): boolean => key === ALWAYS && (!Object.hasOwn(calendars, key) || calendars[key] === ALWAYS);

/** Those that can be edited, in their order. */
export const ownKeys = (calendars: Calendars): readonly string[] => Object.keys(calendars).filter((key) => !isBuiltIn(calendars, key));

export const newCalendar = (timeZone: string): CalendarDefinition => ({ timeZone, weekly: OFFICE_WEEK });

/** The name, or with the first number that makes it a new one. */
export function freshName(calendars: Calendars, wanted: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted} ${count}`;
    if (!Object.hasOwn(calendars, name)) return name;
  }
}

/** As many characters as shared/sla/parse-policy.ts allows. */
export const LONGEST_NAME = 100;

/** What speaks against calling a calendar so. */
export function nameFault(calendars: Calendars, key: string, name: string): "empty" | "taken" | "reserved" | "long" | undefined {
  if (name.trim() === "") return "empty";
  if (name.trim() === key) return undefined;
  if (name.trim() === ALWAYS) return "reserved";
  if (name.trim().length > LONGEST_NAME) return "long";
  return Object.hasOwn(calendars, name.trim()) ? "taken" : undefined;
}

export const replaced = (calendars: Calendars, key: string, definition: CalendarDefinition): Calendars =>
  Object.fromEntries(Object.entries(calendars).map(([one, before]) => [one, one === key ? definition : before]));

export const added = (calendars: Calendars, key: string, definition: CalendarDefinition): Calendars =>
  Object.fromEntries([...Object.entries(calendars), [key, definition]]);

/** A copy of its own, behind the original; it has not been saved in any version. */
export function duplicated(calendars: Calendars, key: string, name: string): Calendars {
  return Object.fromEntries(
    Object.entries(calendars).flatMap(([one, definition]) =>
      one === key ? [[one, definition], [name, withoutVersion(definition)] as const] : [[one, definition]],
    ),
  );
}

export const removed = (calendars: Calendars, key: string): Calendars => Object.fromEntries(Object.entries(calendars).filter(([one]) => one !== key));

/** Back where it stood. */
export const restored = (calendars: Calendars, key: string, definition: CalendarDefinition, place: number): Calendars =>
  Object.fromEntries(Object.entries(removed(calendars, key)).toSpliced(place, 0, [key, definition]));

/** Whatever names the calendar follows. */
export function renamed(calendars: Calendars, policies: readonly Policy[], key: string, name: string) {
  const follow = (target: PolicyTarget): PolicyTarget => (target.calendar === key ? { ...target, calendar: name } : target);
  return {
    calendars: Object.fromEntries(Object.entries(calendars).map(([one, definition]) => [one === key ? name : one, definition])),
    policies: policies.map((policy) =>
      uses(policy, key)
        ? {
            ...policy,
            targets: Object.fromEntries(Object.entries(policy.targets).map(([kind, target]) => [kind, target === undefined ? undefined : follow(target)])),
            ...(policy.ownerTarget === undefined ? {} : { ownerTarget: follow(policy.ownerTarget) }),
          }
        : policy,
    ),
  };
}

export const usersOf = (policies: readonly Policy[], key: string): readonly Policy[] => policies.filter((policy) => uses(policy, key));

const uses = ({ ownerTarget, targets }: Policy, key: string): boolean =>
  ownerTarget?.calendar === key || Object.values(targets).some((target) => target?.calendar === key);

function withoutVersion(definition: CalendarDefinition): CalendarDefinition {
  if (definition === ALWAYS) return definition;
  const { version: _version, ...rest } = definition;
  return rest;
}
