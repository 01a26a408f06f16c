import type { Logger } from "pino";
import type { ConversationId } from "../../shared/ids.ts";
import { isInQueue } from "../../shared/handoffs/queue-order.ts";
import { minutes, plus, seconds, type Clock, type Instant } from "../../shared/time.ts";
import { planLook } from "../planned-look.ts";
import type { ReadTx, Store } from "../store/store.ts";
import { crewOf, isOutdated, mayOverflow, settleOverflow } from "./overflow.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

/** What changes within this time is looked at together. */
const GATHER = seconds(2);
const LOOK_AGAIN = minutes(1);
/** So many rows are read before others get their turn. */
const PAGE = 200;

/** [S0-18] Watches for conversations that nobody is left for, and for those whose turn has come again. */
export function keepOverflow({ at, clock, log, store }: Deps): { readonly stop: () => void } {
  const { plan, stop } = planLook(at, () => look());
  let place: { readonly key: number; readonly id: string } | undefined;
  let working = false;

  const look = (): void => {
    let next: Instant = plus(clock.now(), LOOK_AGAIN);
    working = true;
    try {
      if (page() === "more") next = clock.now();
    } catch (error) {
      log.error({ error }, "It could not be found out who is left for the queue; it is tried again.");
    }
    working = false;
    plan(next);
  };
  const page = (): "more" | "done" => {
    const found = store.read((tx) => changesIn(tx, place));
    if (found.outdated.length > 0) store.write((tx) => settleOverflow(tx, found.outdated, clock.now()));
    place = found.place;
    return place === undefined ? "done" : "more";
  };
  look();
  const unsubscribe = store.onCommit(() => {
    // What it wrote itself is no news to it.
    if (!working) plan(plus(clock.now(), GATHER));
  });
  return {
    stop: () => {
      unsubscribe();
      stop();
    },
  };
}

interface Found {
  readonly outdated: readonly ConversationId[];
  /** Where the next page begins; undefined at the end. */
  readonly place: { readonly key: number; readonly id: string } | undefined;
}

function changesIn(tx: ReadTx, place: Found["place"]): Found {
  const crew = crewOf(tx);
  const marked = place === undefined ? tx.overflowing() : [];
  const gone = marked.filter((one) => !isInQueue(one));
  if (!mayOverflow(tx, crew)) return { outdated: marked.map(({ id }) => id), place: undefined };
  const rows = tx.queued(PAGE, place);
  const last = rows.at(-1);
  return {
    outdated: [...gone, ...rows.flatMap(({ conversation }) => (isOutdated(tx, conversation, crew) ? [conversation] : []))].map(({ id }) => id),
    place: rows.length < PAGE || last === undefined ? undefined : { key: last.key, id: last.conversation.id },
  };
}
