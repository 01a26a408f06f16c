import { calendarVersion, type CalendarDefinition, type Calendars } from "./calendar.ts";
import type { PolicySet } from "./parse-policy.ts";
import type { Policy } from "./policy.ts";

/**
 * [S13] The draft with versions that tell its parts from everything of the same name before: who changes what a policy or a
 * calendar says, and forgets the version, gets the next one. `saved` is all that somebody ever saved, oldest first; what was
 * taken out and comes back goes on counting where it stopped.
 */
export function revise(saved: readonly PolicySet[], draft: PolicySet): PolicySet {
  return {
    policies: draft.policies.map((policy) => {
      const earlier = saved.flatMap(({ policies }) => policies.filter(({ id }) => id === policy.id));
      return { ...policy, version: versionAfter(earlier.map(named), named(policy)) };
    }),
    calendars: Object.fromEntries(
      Object.entries(draft.calendars).map(([key, calendar]) => {
        const earlier = saved.flatMap(({ calendars }) => (Object.hasOwn(calendars, key) ? [calendars[key] as CalendarDefinition] : []));
        return [key, withVersion(calendar, versionAfter(earlier.map(dated), dated(calendar)))];
      }),
    ),
  };
}

/** Whether both say the same, versions included: then there is nothing to save. */
export const isSame = (a: PolicySet, b: PolicySet): boolean => contentOf(a) === contentOf(b);

interface Versioned {
  readonly version: number;
  readonly content: string;
}

/** Without a past it keeps what it brings; a version never goes down. */
function versionAfter(earlier: readonly Versioned[], { content, version }: Versioned): number {
  const last = earlier.at(-1);
  if (last === undefined) return version;
  if (last.content === content) return Math.max(last.version, version);

  const highest = Math.max(...earlier.map((one) => one.version));
  return version > highest ? version : highest + 1;
}

const named = ({ version, ...rest }: Policy): Versioned => ({ version, content: contentOf(rest) });

/** [C5] The bare word is the calendar that it stands for. */
function dated(calendar: CalendarDefinition): Versioned {
  const { version: _, ...rest } = calendar === "24/7" ? ALWAYS_OPEN : calendar;
  return { version: calendarVersion(calendar), content: contentOf(rest) };
}

const ALWAYS_OPEN = { timeZone: "UTC", weekly: "24/7", version: undefined } as const;

/** The bare word has no place for a version other than its first. */
const withVersion = (calendar: CalendarDefinition, version: number): Calendars[string] =>
  calendar === "24/7" ? (version === 1 ? calendar : { ...ALWAYS_OPEN, version }) : { ...calendar, version };

/** The order in which somebody wrote the fields says nothing. */
const contentOf = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
