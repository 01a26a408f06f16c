import type { Logger } from "pino";
import type { Clock, Instant } from "../../shared/time.ts";
import { planLook } from "../planned-look.ts";
import type { Store, WriteTx } from "../store/store.ts";
import { refreshClocks } from "../sla/clocks.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const RETRY_MS = 1_000;

/** Brings snoozed conversations back at their time, also those whose time came while nobody was running. */
export function wakeSnoozed({ at, clock, log, store }: Deps): { readonly stop: () => void } {
  const { plan, stop } = planLook(at, () => look());

  const look = (): void => {
    try {
      wakeDue();
    } catch (error) {
      // A full disk, say: nobody is lost, and it is tried again.
      log.error({ error }, "Snoozed conversations could not be brought back; it is tried again.");
      plan(clock.now() + RETRY_MS);
    }
  };
  const wakeDue = (): void => {
    const now = clock.now();
    const asleep = store.read((tx) => tx.conversations({ state: "snoozed", sort: "oldest", limit: 10_000 }));
    const due = asleep.filter(({ conversation }) => (conversation.snoozedUntil ?? now) <= now);
    if (due.length > 0) store.write((tx) => due.forEach(({ conversation }) => wake(tx, conversation.id, now)));
    const next = Math.min(...asleep.map(({ conversation }) => conversation.snoozedUntil ?? now).filter((until) => until > now));
    plan(next);
  };
  look();
  // A new snooze may be due before the one that is waited for; the timer's own minute is the longest it can be late.
  const unsubscribe = store.onCommit(() => {
    try {
      const first = store.read((tx) => tx.nextSnooze());
      if (first !== undefined) plan(first);
    } catch (error) {
      log.error({ error }, "When to look next could not be read; it is looked at once.");
      plan(clock.now());
    }
  });
  return {
    stop: () => {
      unsubscribe();
      stop();
    },
  };
}

function wake(tx: WriteTx, id: string, now: Instant): void {
  const conversation = tx.get("conversation", id);
  if (conversation?.state !== "snoozed") return;
  tx.put("conversation", id, { ...conversation, state: conversation.assigneeId === undefined ? "queued" : "open", snoozedUntil: undefined });
  refreshClocks(tx, conversation.id, now);
}
