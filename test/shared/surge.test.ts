import { describe, expect, test } from "vitest";
import { nextSurge, NO_SURGE, surgeOf, switchSurge, type SurgeReading, type SurgeState } from "../../shared/handoffs/surge.ts";
import { compareInSurge } from "../../shared/handoffs/surge-order.ts";
import { DEFAULT_SURGE_POLICY, parseSurgePolicy, type SurgePolicy } from "../../shared/handoffs/surge-policy.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import { inQueueOrder } from "../../shared/handoffs/queue-order.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { hours, minus, minutes, plus, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { seededRandom } from "../seeded-random.ts";

const START = toInstant(Date.UTC(2026, 10, 23, 10));
const after = (n: number): Instant => plus(START, minutes(n));
const lena = toAgentId("lena");

const POLICY: SurgePolicy = {
  ...DEFAULT_SURGE_POLICY,
  thresholds: { arrivals: undefined, queue: { on: 20, off: 10 }, wait: undefined },
  rise: minutes(3),
  least: minutes(15),
  calm: minutes(10),
};

const queueOf = (queue: number): SurgeReading => ({ arrivals: 0, queue });

/** One look a minute, with these lengths of the queue. */
function watch(lengths: readonly number[], from: SurgeState = NO_SURGE): readonly SurgeState[] {
  const states: SurgeState[] = [];
  lengths.reduce((state, queue, minute) => {
    const next = nextSurge(state, queueOf(queue), POLICY, after(minute));
    states.push(next);
    return next;
  }, from);
  return states;
}
const phases = (states: readonly SurgeState[]): string => states.map(({ phase }) => (phase === "on" ? "#" : phase === "off" ? "." : "h")).join("");
const times = (length: number, value: number): readonly number[] => Array.from({ length }, () => value);

describe("surge mode", () => {
  test("[HO12] [S0-20] a surge puts it on once it has lasted, and it goes off once things have stayed calm below the lower threshold", () => {
    expect(phases(watch([5, ...times(10, 25), ...times(10, 15), ...times(15, 5)]))).toBe(`....${"#".repeat(27)}.....`);
  });

  test("[HO12] a moment above the threshold is no surge", () => {
    expect(phases(watch([25, 25, 5, 25, 25, 5]))).toBe("......");
  });

  test("[HO12] a queue that wavers around either threshold, or between them, makes nothing flap", () => {
    const states = watch([...times(5, 25), ...Array.from({ length: 120 }, (_, i) => [19, 21, 11, 9][i % 4] ?? 0)]);

    expect(phases(states)).toBe(`...${"#".repeat(122)}`);
  });

  test("[HO12] with any figures whatever there are at least the least time and the calm time between two changes", () => {
    const random = seededRandom(11);
    let queue = 15;
    const states = watch(Array.from({ length: 20_000 }, () => (queue = Math.min(40, Math.max(0, queue + Math.round(random() * 6 - 3))))));
    const runs = phases(states).split(/(?<=#)(?=\.)|(?<=\.)(?=#)/);
    const surges = runs.filter((run) => run.startsWith("#"));

    expect(surges.length).toBeGreaterThan(20);
    expect(surges.slice(0, -1).every(({ length }) => length >= 15)).toBe(true);
    expect(runs.slice(1, -1).every(({ length }) => length >= 3)).toBe(true);
  });

  test("[HO12] it says since when and why, by the first measure that was above", () => {
    const both: SurgePolicy = {
      ...POLICY,
      rise: minutes(0),
      thresholds: { arrivals: { on: 30, off: 15 }, queue: { on: 20, off: 10 }, wait: { on: 10, off: 5 } },
    };

    expect(surgeOf(nextSurge(NO_SURGE, { arrivals: 29, queue: 31, wait: minutes(99) }, both, START))).toEqual({
      since: START,
      because: { kind: "queue", value: 31 },
    });
  });

  test("[HO12] what a lead switches on stays on until a lead switches it off", () => {
    const on = switchSurge(NO_SURGE, true, lena, START);
    const later = watch(times(300, 0), on).at(-1);

    expect(surgeOf(later ?? NO_SURGE)).toEqual({ since: START, because: { kind: "hand", by: lena } });
    expect(switchSurge(on, true, toAgentId("ada"), after(1))).toBe(on);
  });

  test("[HO12] switched off by hand it does not come back before things have been calm once", () => {
    const on = watch(times(5, 25)).at(-1) ?? NO_SURGE;
    const hushed = switchSurge(on, false, lena, START);

    expect(phases(watch([...times(60, 25), ...times(11, 5), ...times(5, 25)], hushed))).toBe(`${"h".repeat(70)}....##`);
  });

  test("[HO12] where it does not come by itself, nothing but a hand puts it on", () => {
    expect(nextSurge(NO_SURGE, queueOf(1_000), { ...POLICY, automatic: false, rise: minutes(0) }, START)).toBe(NO_SURGE);
  });

  test("[HO12] a policy whose lower threshold is not lower is refused with its path", () => {
    const parsed = parseSurgePolicy({ thresholds: { queue: { on: 20, off: 20 } } });

    expect(parsed).toMatchObject({ ok: false, error: [{ path: "thresholds.queue.off" }] });
    expect(parseSurgePolicy({ thresholds: { arrivals: null } })).toMatchObject({
      ok: true,
      value: { thresholds: { arrivals: undefined, queue: { on: 40, off: 20 } } },
    });
  });
});

describe("the order of the queue in a surge", () => {
  const replyDue = (dueAt: Instant): Clock => ({ kind: "first-reply", state: "running", startedAt: START, dueAt, pausedMs: toDuration(0) });
  const queued = (id: string, dueAt: Instant, lastInboundAt: Instant) =>
    aConversationRow({ id: toConversationId(id), state: "queued", clocks: [replyDue(dueAt)], lastInboundAt });

  test("[HO12] [S0-20] what closes first comes first, be it the promise or the window; what is lost already comes last", () => {
    const now = after(0);
    const rows = [
      queued("promise in 30", after(30), after(-5)),
      queued("window in 10", after(60), minus(after(10), hours(24))),
      queued("promise in 5", after(5), after(-5)),
      queued("broken, window in 20", after(-60), minus(after(20), hours(24))),
      queued("lost", after(-2_000), minus(after(-1), hours(24))),
    ];

    expect(inQueueOrder(rows, compareInSurge(now)).map(({ id }) => id)).toEqual([
      "promise in 5",
      "window in 10",
      "broken, window in 20",
      "promise in 30",
      "lost",
    ]);
  });
});
