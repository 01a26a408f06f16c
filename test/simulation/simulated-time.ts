import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { Timers } from "../../renderer/timers.ts";
import { must } from "./violations.ts";

interface Event {
  readonly at: number;
  /** Settles the order of equal instants: who was planned first goes first. */
  readonly no: number;
  work: (() => void) | undefined;
}

/** The one time of a simulated world. Nothing happens but what was planned, in its order. */
export interface SimulatedTime {
  readonly now: () => Instant;
  readonly clock: Clock;
  /** Returns what cancels it. */
  readonly at: (instant: number, work: () => void) => () => void;
  readonly after: Timers["after"];
  /** Runs what is due up to this instant; after each event everything that it set off comes to rest. */
  readonly runTo: (instant: number) => Promise<void>;
  readonly planned: () => number;
}

/** Far more than ever happens at one instant of a world in which something gets somewhere. */
const MOST_AT_ONE_INSTANT = 20_000;

export function createSimulatedTime(start: number, rest: () => Promise<void>): SimulatedTime {
  let now = start;
  let count = 0;
  let atThisInstant = 0;
  const heap: Event[] = [];

  const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.no < b.no);
  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]];
    if (a === undefined || b === undefined) return;
    heap[i] = b;
    heap[j] = a;
  };
  const push = (event: Event): void => {
    heap.push(event);
    for (let i = heap.length - 1; i > 0;) {
      const parent = (i - 1) >> 1;
      const [above, here] = [heap[parent], heap[i]];
      if (above === undefined || here === undefined || isBefore(above, here)) return;
      swap(i, parent);
      i = parent;
    }
  };
  const pop = (): Event | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        const [below, here] = [heap[child], heap[least]];
        if (below !== undefined && here !== undefined && isBefore(below, here)) least = child;
      }
      if (least === i) return first;
      swap(i, least);
      i = least;
    }
  };

  const at: SimulatedTime["at"] = (instant, work) => {
    const event: Event = { at: Math.max(now, Math.ceil(instant)), no: count++, work };
    push(event);
    return () => void (event.work = undefined);
  };

  return {
    now: () => toInstant(now),
    clock: { now: () => toInstant(now) },
    at,
    after: (ms, work) => at(now + ms, work),
    runTo: async (instant) => {
      for (let next = heap[0]; next !== undefined && next.at <= instant; next = heap[0]) {
        pop();
        if (next.work === undefined) continue;
        atThisInstant = next.at === now ? atThisInstant + 1 : 0;
        // [I15] Somebody plans what is due at once, again and again, and time would stand still.
        must("I15", atThisInstant < MOST_AT_ONE_INSTANT, () => `time stands still at ${new Date(now).toISOString()}`);
        now = next.at;
        next.work();
        await rest();
      }
      now = Math.max(now, instant);
    },
    planned: () => heap.filter(({ work }) => work !== undefined).length,
  };
}
