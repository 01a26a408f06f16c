import { localSlots } from "../../shared/forecast/local-slots.ts";
import { MEMORY } from "../../shared/forecast/learn.ts";
import { MOST_TESTED } from "../../shared/forecast/back-test.ts";
import type { PromiseInForce, Rostered, Workspace } from "../../shared/forecast/moment.ts";
import { breachesOf, type ForecastKind } from "../../shared/forecast/wait.ts";
import type { TeamId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import { calendarNamed, type Calendars } from "../../shared/sla/calendar.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import { minus, type Instant } from "../../shared/time.ts";
import type { Statements } from "../store/sqlite/database.ts";
import { pastWaits } from "./past-waits.ts";

/** What the server knows and the table of clocks does not. */
export interface ForecastFacts {
  readonly at: Instant;
  readonly team?: TeamId | undefined;
  readonly agents: readonly Agent[];
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
}

const KINDS: readonly ForecastKind[] = ["handoff", "first-reply", "next-reply"];

/** Puts together what the forecast reads: the past by its clocks, the promises in force, and who may answer. */
export function readWorkspace(db: Statements, facts: ForecastFacts): Workspace {
  const { at, calendars, policies } = facts;
  const compile = createCompile();
  const promises: PromiseInForce[] = [];
  const places = new Map<string, number>();
  for (const policy of policies) {
    for (const kind of KINDS) {
      const target = policy.targets[kind];
      const calendar = target === undefined ? undefined : calendarNamed(calendars, target.calendar);
      if (target === undefined || calendar === undefined) continue;
      places.set(`${policy.id} ${kind}`, promises.length);
      promises.push({ target: target.target, calendar: compile(calendar) });
    }
  }
  const usual = policies.find(({ default: isDefault }) => isDefault)?.id;
  const isKnown = new Set(policies.map(({ id }) => id));
  // A wait under a policy that is gone would be promised today what everybody is.
  const promiseOf = (policy: string | undefined, kind: ForecastKind): number | undefined =>
    places.get(`${policy !== undefined && isKnown.has(policy) ? policy : usual} ${kind}`);
  const waits = pastWaits(db, { since: minus(at, (MEMORY + MOST_TESTED) as typeof MEMORY), team: facts.team, promiseOf });
  return { waits, breaches: breachesOf(waits), promises, roster: rosterOf(facts, compile), slots: localSlots(timeZoneOf(calendars)) };
}

function rosterOf({ agents, calendars, team }: ForecastFacts, compile: ReturnType<typeof createCompile>): readonly Rostered[] {
  return agents
    .filter(({ role, teamIds }) => role !== "bot" && (team === undefined || teamIds.includes(team)))
    .map(({ availability, calendar, id }): Rostered => {
      const hours = calendar === undefined ? undefined : calendarNamed(calendars, calendar);
      return { id, away: availability?.state === "away", hours: hours === undefined ? undefined : compile(hours) };
    });
}

/** The workspace's own week is that of its first calendar with a zone. */
function timeZoneOf(calendars: Calendars): string {
  for (const definition of Object.values(calendars)) if (definition !== "24/7") return definition.timeZone;
  return "UTC";
}
