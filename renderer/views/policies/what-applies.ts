import { calendarNamed, calendarVersion, type CalendarDefinition } from "../../../shared/sla/calendar.ts";
import type { Compile } from "../../../shared/sla/calendar-cache.ts";
import type { Clock, ClockKind } from "../../../shared/sla/clock.ts";
import type { PolicySet } from "../../../shared/sla/parse-policy.ts";
import { matchPolicy, type Condition, type Policy, type PolicyContext, type PolicyTarget } from "../../../shared/sla/policy.ts";
import { startRun, toClock } from "../../../shared/sla/run.ts";
import type { Instant } from "../../../shared/time.ts";

export const CLOCK_KINDS: readonly ClockKind[] = ["handoff", "first-reply", "next-reply", "resolution"];

/** One clock as it would run; `owner` is the clock that a new owner gets (S14). */
export interface ForeseenClock {
  readonly kind: ClockKind | "owner";
  /** Absent where the policy promises nothing. */
  readonly promised: { readonly target: PolicyTarget; readonly definition: CalendarDefinition; readonly clock: Clock } | undefined;
}

export interface WhatApplies {
  readonly policy: Policy | undefined;
  /** Those before it, each with the first condition that does not hold; none where it has no condition at all. */
  readonly passed: readonly { readonly policy: Policy; readonly because: Condition | undefined }[];
  readonly clocks: readonly ForeseenClock[];
}

/** What a conversation would be promised if its clocks started at `start`: the engine's own answer. `set` has no faults. */
export function whatApplies({ calendars, policies }: PolicySet, context: PolicyContext, start: Instant, compile: Compile): WhatApplies {
  const policy = matchPolicy(policies, context);
  const before = policy === undefined ? policies : policies.slice(0, policies.indexOf(policy));

  const foreseen = (kind: ForeseenClock["kind"], target: PolicyTarget | undefined): ForeseenClock => {
    const definition = target === undefined ? undefined : calendarNamed(calendars, target.calendar);
    if (policy === undefined || target === undefined || definition === undefined) return { kind, promised: undefined };
    const deadline = {
      target: target.target,
      calendarId: target.calendar,
      calendarVersion: calendarVersion(definition),
      calendar: compile(definition),
    };
    const run = startRun(kind === "owner" ? "next-reply" : kind, start, { policy, deadline }, []);
    return { kind, promised: { target, definition, clock: toClock(run, start) } };
  };

  return {
    policy,
    passed: before.map((one) => ({ policy: one, because: one.conditions.find((condition) => !holds(condition, context)) })),
    clocks: [
      ...CLOCK_KINDS.map((kind) => foreseen(kind, policy?.targets[kind])),
      ...(policy?.ownerTarget === undefined ? [] : [foreseen("owner", policy.ownerTarget)]),
    ],
  };
}

/** Asked of the engine itself, by a policy that has this condition alone. */
const holds = (condition: Condition, context: PolicyContext): boolean =>
  matchPolicy([{ id: "", version: 1, default: false, conditions: [condition], targets: {} }], context) !== undefined;
