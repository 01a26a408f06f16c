import type { ConversationId } from "../../shared/ids.ts";
import { toMutationId, type Mutation } from "../../shared/sync/mutations.ts";
import { PUSH_MUTATIONS } from "../../shared/sync/protocol.ts";
import type { Instant } from "../../shared/time.ts";
import type { Outbox } from "../replica/outbox.ts";
import type { PendingMutation } from "../state/inbox-state.ts";

/**
 * What was wished for and is not over yet. A mutation is over when two things are true: its result is known, and the rows
 * contain it (the watermark has passed it) [I12]. Until the rows contain it, it is shown on top of them; until its result
 * is known, it is pushed again under the same number [I8], so that a refusal is heard even where its answer was lost.
 */
export interface PendingQueue {
  readonly append: (mutation: Mutation, madeAt: Instant, sentDraftOf?: ConversationId) => Promise<void>;
  /** What the rows do not contain yet, in order. */
  readonly visible: () => readonly PendingMutation[];
  /** How many have not reached the server. */
  readonly queued: () => number;
  /** The next to be pushed, in order. */
  readonly toPush: () => readonly PendingMutation[];
  readonly hasUncovered: () => boolean;
  readonly find: (id: number) => PendingMutation | undefined;
  /** The rows contain everything up to here. What is over is dropped. */
  readonly cover: (wm: number) => Promise<void>;
  /** The results of these are known and good. */
  readonly answered: (ids: readonly number[]) => Promise<void>;
  /** Gone from sight at once, and from disk when what was in it has been kept elsewhere. */
  readonly drop: (id: number, isKept: Promise<void>) => Promise<void>;
  /** The server has seen so many of ours. A gap is closed by new numbers, and then it answers yes; what it has lost is pushed again. */
  readonly align: (lastMutId: number) => Promise<boolean>;
  /** Another desk used our numbers: everything without a result gets new ones behind them. */
  readonly moveBehind: (lastMutId: number) => Promise<void>;
}

export async function loadPendingQueue(outbox: Outbox, watermark: number): Promise<PendingQueue> {
  let pending: readonly PendingMutation[] = await outbox.pending();
  const known = new Set<number>();
  let wm = watermark;

  // Numbers are given one at a time: what is added while others are renumbered must not be lost from sight.
  let numbering: Promise<unknown> = Promise.resolve();
  const oneAtATime = <Outcome>(task: () => Promise<Outcome>): Promise<Outcome> => {
    const outcome = numbering.then(task);
    numbering = outcome.catch(() => undefined);
    return outcome;
  };

  const dropOver = async (): Promise<void> => {
    const over = pending.filter(({ id }) => id <= wm && known.has(id)).map(({ id }) => id);
    if (over.length === 0) return;
    pending = pending.filter(({ id }) => !over.includes(id));
    for (const id of over) known.delete(id);
    await outbox.remove(over);
  };

  const renumber = (from: number, moves: (id: number) => boolean): Promise<void> =>
    oneAtATime(async () => {
      pending = await outbox.renumber(from, moves);
      wm = Math.min(wm, from - 1);
    });

  return {
    append: (mutation, madeAt, sentDraftOf) =>
      oneAtATime(async () => {
        const added = await outbox.append(mutation, madeAt, sentDraftOf);
        pending = [...pending, added];
      }),
    visible: () => pending.filter(({ id }) => id > wm),
    queued: () => pending.filter(({ id }) => id > wm && !known.has(id)).length,
    toPush: () => firstBytes(pending.filter(({ id }) => !known.has(id)).slice(0, PUSH_MUTATIONS)),
    hasUncovered: () => pending.some(({ id }) => id > wm && known.has(id)),
    find: (id) => pending.find((each) => each.id === id),
    cover: (next) => {
      wm = next;
      return dropOver();
    },
    answered: (ids) => {
      for (const id of ids) known.add(id);
      return dropOver();
    },
    drop: async (id, isKept) => {
      pending = pending.filter((each) => each.id !== id);
      known.delete(id);
      await isKept;
      await outbox.remove([id]);
    },
    align: async (lastMutId) => {
      for (const id of known) if (id > lastMutId) known.delete(id);
      await outbox.skipTo(toMutationId(lastMutId + 1));

      const ahead = pending.filter(({ id }) => id > lastMutId);
      if (ahead.every(({ id }, at) => id === lastMutId + 1 + at)) return false;
      await renumber(lastMutId + 1, (id) => id > lastMutId);
      return true;
    },
    moveBehind: (lastMutId) => renumber(lastMutId + 1, (id) => !known.has(id)),
  };
}

/** The server takes frames of 512 KiB, and a character has up to four bytes. */
const PUSH_CHARACTERS = 100_000;

/** As many as go well into one frame, and at least one. */
function firstBytes(pending: readonly PendingMutation[]): readonly PendingMutation[] {
  let size = 0;
  return pending.filter(({ mutation }, at) => {
    size += JSON.stringify(mutation).length;
    return at === 0 || size <= PUSH_CHARACTERS;
  });
}
