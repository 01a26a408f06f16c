import type { Logger } from "pino";
import type { ConversationId } from "../../shared/ids.ts";
import { minutes, plus, seconds, toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { Store, WriteTx } from "../store/store.ts";
import { isStoreTrouble } from "../store/store-trouble.ts";
import { deliverAlert } from "./alerts.ts";
import { createStepWatch, SAMPLE, type ClockStep } from "./clock-steps.ts";
import { refreshClocks } from "./clocks.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** Milliseconds from any origin, which no setting of the clock moves. */
  readonly monotonic: () => number;
  readonly log: Pick<Logger, "error" | "warn">;
  /** Calls back at an instant, or somewhat before; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const BATCH = 100;
/** Longer than this the loop is not kept: the next batch comes after whatever else is waiting. */
const SLICE_MS = 10;
/** Where much falls due, what does so within this time is recorded together. */
const GATHER_MS = 25;
const RETRY = seconds(1);
/** What fails for a reason of its own lets the others pass, and is tried again. */
const PUT_OFF = minutes(1);
/** How soon a clock that was set is noticed while nothing falls due. */
const LOOK_AGAIN = seconds(10);

/**
 * [B1] Time passes, and what the rules give for it is recorded: warnings and breaches at their instants, alerts at their hours.
 * Sleeps until the next of them; a commit that brings an earlier one wakes it. What fell due while nobody was running is recorded
 * before this returns.
 */
export function startSlaScheduler({ at, clock, log, monotonic, store }: Deps): { readonly stop: () => void } {
  const stepOf = createStepWatch();
  let known: ClockStep = "steady";
  /** Conversations whose record lies in the future since the clock went back. */
  let reread = new Set<ConversationId>();
  let cancel = () => {};
  let planned = Number.POSITIVE_INFINITY;
  let workedAt = Number.NEGATIVE_INFINITY;
  let stopped = false;

  const look = (): void => {
    if (stopped) return;
    cancel();
    planned = Number.POSITIVE_INFINITY;
    try {
      work();
    } catch (error) {
      // A full disk, say: nothing is lost, because what is due stays due.
      log.error({ error }, "Warnings and breaches could not be recorded; it is tried again.");
      plan(plus(clock.now(), RETRY));
    }
  };
  const work = (): void => {
    const now = clock.now();
    const step = stepOf(now, monotonic());
    if (step !== known && step !== "steady") log.warn({ now, step }, "The clock of this machine was set, or the machine slept.");
    known = step;
    if (step === "doubtful") return plan(plus(now, SAMPLE));
    if (step === "went-back") rereadFuture(now);
    batch(now);
    plan(nextInstant(now));
  };

  const rereadFuture = (now: Instant): void => {
    reread = new Set(store.read((tx) => tx.recordedAfter(now)));
  };
  const nextInstant = (now: Instant): Instant => {
    if (reread.size > 0) return now;
    const { alert, due } = store.read((tx) => ({ alert: tx.nextAlert(), due: tx.nextDue() }));
    return toInstant(Math.min(alert ?? Number.POSITIVE_INFINITY, due ?? Number.POSITIVE_INFINITY, plus(now, LOOK_AGAIN)));
  };
  const plan = (wanted: Instant): void => {
    const next = toInstant(Math.max(wanted, clock.now() + Math.max(0, workedAt + GATHER_MS - monotonic())));
    if (stopped || next >= planned) return;
    cancel();
    planned = next;
    cancel = at(next, look);
  };

  /** As much of what is due as fits into a slice, in one transaction: a sync to disk costs more than all that is in it. */
  const batch = (now: Instant): void => {
    const due = store.read((tx) => [...new Set([...reread, ...tx.dueConversations(now, BATCH)])].slice(0, BATCH));
    if (due.length === 0 && (store.read((tx) => tx.nextAlert()) ?? Number.POSITIVE_INFINITY) > now) return;
    try {
      const done = store.write((tx) => {
        const refreshed = withinSlice(due, (id) => refreshClocks(tx, id, now));
        withinSlice(tx.dueAlerts(now, BATCH), (alert) => deliverAlert(tx, alert, now));
        return refreshed;
      });
      for (const id of done) reread.delete(id);
    } catch (error) {
      if (isStoreTrouble(error)) throw error;
      oneByOne(due, now);
    }
    workedAt = monotonic();
  };
  const withinSlice = <Thing>(things: readonly Thing[], work: (thing: Thing) => void): readonly Thing[] => {
    const until = monotonic() + SLICE_MS;
    let count = 0;
    for (const thing of things) {
      work(thing);
      count += 1;
      if (monotonic() > until) break;
    }
    return things.slice(0, count);
  };

  /** The last resort, where one of them fails: each by itself, so that it holds up nobody (I17). */
  const oneByOne = (due: readonly ConversationId[], now: Instant): void => {
    const until = plus(now, PUT_OFF);
    const alone = (work: (tx: WriteTx) => void, putOff: (tx: WriteTx) => void): void => {
      try {
        store.write(work);
      } catch (error) {
        if (isStoreTrouble(error)) throw error;
        log.error({ error }, "What is due for a conversation could not be recorded; the others go on.");
        store.write(putOff);
      }
    };
    for (const id of due) {
      alone(
        (tx) => refreshClocks(tx, id, now),
        (tx) => tx.postponeClocks(id, until),
      );
      reread.delete(id);
    }
    for (const alert of store.read((tx) => tx.dueAlerts(now, BATCH)))
      alone(
        (tx) => deliverAlert(tx, alert, now),
        (tx) => tx.queueAlert(alert.record.n, alert.agentId, until),
      );
  };

  const sweep = (): void => {
    const now = clock.now();
    rereadFuture(now);
    while (nextInstant(now) <= now) batch(now);
  };
  try {
    sweep();
  } catch (error) {
    log.error({ error }, "What fell due while nothing was running could not be recorded yet; it is tried again.");
    plan(plus(clock.now(), RETRY));
  }
  look();
  const unsubscribe = store.onCommit(() => {
    try {
      plan(nextInstant(clock.now()));
    } catch (error) {
      log.error({ error }, "When to look next could not be read; it is looked at once.");
      plan(clock.now());
    }
  });
  return {
    stop: () => {
      stopped = true;
      unsubscribe();
      cancel();
    },
  };
}
