import { days, hours, toInstant, type Instant } from "../time.ts";
import { calibrate, isInside, SOMETHING, type Calibration, type Outcome, type Told } from "./calibrate.ts";
import { learn } from "./learn.ts";
import { SLOT } from "./local-slots.ts";
import { isOpenSoon, momentAt, STEPS, STEPS_A_HALF_HOUR, type Workspace } from "./moment.ts";
import { simulate } from "./simulate.ts";
import { HALF_HOURS, spreadOf } from "./spread.ts";
import { countWithin } from "./wait.ts";

/** Before this there is nothing to learn from: a day is like the same day a week ago. */
const LEARN_FOR = days(7);
export const MOST_TESTED = days(28);
const RUNS = 60;
const EVERY = hours(1);

/** How often the band held, of how many half-hours, against how often it said. */
export interface Held {
  readonly inside: number;
  readonly of: number;
  readonly claimed: number;
}

/**
 * Tells, for each hour of past days, what would have been told with only what was known before, and puts beside it what happened.
 * What the workspace learned is learned anew for each day.
 */
export function backTest(workspace: Workspace, now: Instant, seed: number, most = MOST_TESTED): readonly Outcome[] {
  const first = workspace.waits[0]?.startedAt;
  if (first === undefined) return [];
  // Who is away now was not asked then.
  const past: Workspace = { ...workspace, roster: workspace.roster.map((one) => ({ ...one, away: false })) };
  const outcomes: Outcome[] = [];
  const begin = Math.max(first + LEARN_FOR, now - most);
  let learnedOf: number | undefined;
  let learned = learn(workspace.waits, now, workspace.slots);
  for (let time = Math.ceil(begin / EVERY) * EVERY; time + HALF_HOURS * SLOT <= now; time += EVERY) {
    const at = toInstant(time);
    if (!isOpenSoon(workspace.promises, at)) continue;
    const { day } = workspace.slots(at);
    if (day !== learnedOf) {
      learned = learn(workspace.waits, at, workspace.slots);
      learnedOf = day;
    }
    const moment = momentAt(past, learned, at);
    const { breaches } = simulate({ ...workspace, learned, moment, seed: seed + time, runs: RUNS, scenarios: [undefined] });
    const runs = breaches[0] ?? new Uint16Array();
    const add = (what: Told, fromStep: number, toStep: number): void => {
      const from = time + (fromStep * SLOT) / STEPS_A_HALF_HOUR;
      const to = time + (toStep * SLOT) / STEPS_A_HALF_HOUR;
      outcomes.push({ what, day, ...spreadOf(runs, RUNS, fromStep, toStep), happened: countWithin(workspace.breaches, from, to) });
    };
    ([0, 1, 2, 3] as const).forEach((half) => add(half, half * STEPS_A_HALF_HOUR, (half + 1) * STEPS_A_HALF_HOUR));
    add("total", 0, STEPS);
  }
  return outcomes;
}

const JUDGED_DAYS = 7;
const FEWEST_DAYS_BEFORE = 3;

/** How the band fared on the last days, each judged by what the days before it had taught. */
export function judge(outcomes: readonly Outcome[], judgedDays = JUDGED_DAYS): Held | undefined {
  const told = [...new Set(outcomes.map(({ day }) => day))].sort((a, b) => a - b);
  const held = told
    .slice(FEWEST_DAYS_BEFORE)
    .slice(-judgedDays)
    .map((day) =>
      heldOn(
        outcomes.filter((one) => one.day === day),
        calibrate(outcomes.filter((one) => one.day < day)),
      ),
    );
  const of = held.reduce((sum, one) => sum + one.of, 0);
  if (of === 0) return undefined;
  return { of, inside: held.reduce((sum, one) => sum + one.inside, 0), claimed: held.reduce((sum, one) => sum + one.claimed * one.of, 0) / of };
}

/** Half-hours in which something was to be expected. */
export function heldOn(outcomes: readonly Outcome[], calibration: Calibration): Held {
  const told = outcomes.filter(({ mean, what }) => what !== "total" && mean >= SOMETHING);
  const inside = told.filter((one) => isInside(calibration.band(one.what, one), one.happened)).length;
  const claimed = told.reduce((sum, one) => sum + calibration.holds(one.what, one), 0);
  return { inside, of: told.length, claimed: told.length === 0 ? 0 : claimed / told.length };
}
