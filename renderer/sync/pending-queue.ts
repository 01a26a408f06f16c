import type { ConversationId } from "../../shared/ids.ts";
import { isLost } from "../../shared/sync/lineage.ts";
import { toMutationId, type Mutation } from "../../shared/sync/mutations.ts";
import { PUSH_MUTATIONS, type Welcome } from "../../shared/sync/protocol.ts";
import { MOST_ACKNOWLEDGED, RETENTION } from "../../shared/sync/retention.ts";
import type { Instant } from "../../shared/time.ts";
import type { AcknowledgedBook, AcknowledgedMutation } from "../replica/acknowledged.ts";
import { notKeptKey } from "../replica/outbox-problem.ts";
import type { Outbox } from "../replica/outbox.ts";
import type { LogPosition } from "../replica/replica-database.ts";
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
  /** These are about to be pushed, and cannot be withdrawn from now on. */
  readonly leaving: (batch: readonly PendingMutation[]) => Promise<void>;
  /** Whether the server can have heard of it. */
  readonly mayHaveLeft: (id: number) => boolean;
  /** Takes out what has never been pushed and closes the gap in the numbers; answers with what was taken out. */
  readonly withdraw: (ids: readonly number[]) => Promise<readonly PendingMutation[]>;
  readonly find: (id: number) => PendingMutation | undefined;
  /** Everything that is not over. */
  readonly all: () => readonly PendingMutation[];
  /** What the server has taken lately. */
  readonly taken: () => readonly Pick<AcknowledgedMutation, "mutation" | "madeAt">[];
  /** The rows stand here, and contain everything up to its watermark. What is over is dropped, and kept for a while in case the server loses it. */
  readonly cover: (position: RowsPosition) => Promise<void>;
  /** The results of these are known and good. */
  readonly answered: (results: readonly { readonly id: number; readonly seq?: number | undefined }[]) => Promise<void>;
  /**
   * Before anything is pushed: where the server was restored from a backup, what it has lost of ours waits again, before what waits
   * already. A message that may have been sent in its earlier life is left to a person [I2].
   */
  readonly adopt: (welcome: Pick<Welcome, "epoch" | "lineage">) => Promise<void>;
  /** Gone from sight at once, and from disk when what was in it has been kept elsewhere. */
  readonly drop: (id: number, isKept: Promise<void>) => Promise<void>;
  /** The server has seen so many of ours. A gap is closed by new numbers, and then it answers yes; what it has lost is pushed again. */
  readonly align: (lastMutId: number) => Promise<boolean>;
  /** Another desk used our numbers: everything without a result gets new ones behind them. */
  readonly moveBehind: (lastMutId: number) => Promise<void>;
}

export type RowsPosition = Pick<LogPosition, "epoch" | "cursor" | "wm" | "asOf">;

/** What looking at something wishes by itself: a server that has forgotten it is not told again. */
const PASSING: ReadonlySet<Mutation["kind"]> = new Set(["read", "seen"]);

export async function loadPendingQueue(
  outbox: Outbox,
  book: Omit<AcknowledgedBook, "close" | "destroy">,
  start: RowsPosition | undefined,
): Promise<PendingQueue> {
  let pending: readonly PendingMutation[] = await outbox.pending();
  /** Good results, with the place in the log from which on the rows contain them. */
  const known = new Map<number, number | undefined>();
  let acknowledged: readonly AcknowledgedMutation[] = await book.all();
  let position = start;
  /** The life of the server that our numbers speak of. */
  let life = await book.epoch();
  // After a crash the rows may be of an earlier life than the numbers: then their watermark says nothing about them.
  let wm = start === undefined || (life !== undefined && life !== start.epoch) ? 0 : start.wm;
  let pushedTo = await outbox.pushedTo();

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
    const taken = pending.filter(({ id, mutation }) => over.includes(id) && !PASSING.has(mutation.kind));
    pending = pending.filter(({ id }) => !over.includes(id));
    const entries = position === undefined ? [] : inBook(taken, position);
    for (const id of over) known.delete(id);
    // A full disk must not keep the outbox full: without the book less comes back after a restore.
    await keep(entries).catch(() => undefined);
    await outbox.remove(over);
  };

  const inBook = (taken: readonly PendingMutation[], { asOf, cursor, epoch }: RowsPosition): readonly AcknowledgedMutation[] => {
    const last = acknowledged.at(-1)?.order ?? 0;
    return taken.map(({ id, madeAt, mutation }, at) => ({
      key: `${epoch} ${id} ${madeAt}`,
      epoch,
      seq: known.get(id) ?? cursor,
      mutation,
      madeAt,
      order: last + 1 + at,
      acknowledgedAt: asOf as Instant,
    }));
  };

  /** [I15] A week of them, and so many at most. */
  const keep = async (entries: readonly AcknowledgedMutation[]): Promise<void> => {
    if (entries.length === 0) return;
    const all = [...acknowledged, ...entries];
    const oldest = (position?.asOf ?? 0) - RETENTION.acknowledged;
    acknowledged = all.slice(-MOST_ACKNOWLEDGED).filter(({ acknowledgedAt }) => acknowledgedAt > oldest);
    await book.add(entries);
    const stays = new Set(acknowledged.map(({ key }) => key));
    const gone = all.filter(({ key }) => !stays.has(key)).map(({ key }) => key);
    if (gone.length > 0) await book.drop(gone);
  };

  /** [I12] Of what the server has taken: what these rows do not hold, because an older cache came back. */
  const missing = (): readonly PendingMutation[] =>
    acknowledged
      .filter(({ epoch, seq }) => (position !== undefined && epoch === position.epoch ? seq > position.cursor : epoch === life))
      .map(({ madeAt, mutation, order }) => ({ id: toMutationId(-order), mutation, madeAt }));

  const renumber = (from: number, moves: (id: number) => boolean): Promise<void> =>
    oneAtATime(async () => {
      pending = await outbox.renumber(from, moves);
      wm = Math.min(wm, from - 1);
      // What was pushed under another number may have been heard: it stays where it is.
      pushedTo = pending.at(-1)?.id ?? from - 1;
      await outbox.setPushedTo(pushedTo);
    });

  return {
    append: (mutation, madeAt, sentDraftOf) =>
      oneAtATime(async () => {
        const added = await outbox.append(mutation, madeAt, sentDraftOf);
        pending = [...pending, added];
      }),
    visible: () => [...missing(), ...pending.filter(({ id }) => id > wm)],
    queued: () => pending.filter(({ id }) => id > wm && !known.has(id)).length,
    toPush: () => firstBytes(pending.filter(({ id }) => !known.has(id)).slice(0, PUSH_MUTATIONS)),
    hasUncovered: () => pending.some(({ id }) => id > wm && known.has(id)),
    leaving: async (batch) => {
      const last = batch.at(-1)?.id ?? 0;
      if (last <= pushedTo) return;
      const before = pushedTo;
      pushedTo = last;
      // A full disk must not keep back what was wished for; all that is lost is the memory that it was on its way. Where another
      // window gives the numbers now, nothing leaves from here: there it may have been withdrawn.
      await outbox.setPushedTo(last).catch((error: unknown) => {
        if (notKeptKey(error) !== "notice.notKept.other-page") return;
        pushedTo = before;
        throw error;
      });
    },
    mayHaveLeft: (id) => id <= pushedTo,
    withdraw: (ids) =>
      oneAtATime(async () => {
        const gone = pending.filter(({ id }) => ids.includes(id) && id > pushedTo);
        const [first] = gone;
        if (first === undefined) return [];
        await outbox.remove(gone.map(({ id }) => id));
        // What goes wrong from here on leaves a gap, and the next greeting closes it.
        pending = await outbox.renumber(first.id, (id) => id > first.id);
        return gone;
      }),
    find: (id) => pending.find((each) => each.id === id),
    all: () => pending,
    taken: () => acknowledged,
    cover: (next) => {
      position = next;
      wm = next.wm;
      return dropOver();
    },
    answered: (results) => {
      for (const { id, seq } of results) known.set(id, seq);
      return dropOver();
    },
    adopt: ({ epoch, lineage = [] }) =>
      oneAtATime(async () => {
        // Who has no book yet knows the life of the server from the rows.
        const before = life ?? position?.epoch;
        const isRestored = before === undefined ? lineage.length > 0 : before !== epoch;
        if (isRestored) {
          const lost = acknowledged.filter((each) => isLost(each, epoch, lineage));
          const again = [
            ...lost.map(({ madeAt, mutation }) => ({ mutation: unsure(mutation), madeAt })),
            ...pending.map(({ id, madeAt, mutation }) => ({ mutation: id <= pushedTo ? unsure(mutation) : mutation, madeAt })),
          ];
          // First they stand there anew, then the old ones go: a crash in between only makes the same wish twice, which is as good as once.
          const old = pending.map(({ id }) => id);
          const added: PendingMutation[] = [];
          for (const { madeAt, mutation } of again) added.push(await outbox.append(mutation, madeAt));
          pending = added;
          known.clear();
          wm = 0;
          acknowledged = acknowledged.filter((each) => !lost.includes(each));
          await outbox.remove(old);
          await book.drop(lost.map(({ key }) => key));
        }
        if (life !== epoch) await book.setEpoch(epoch);
        life = epoch;
      }),
    drop: async (id, isKept) => {
      pending = pending.filter((each) => each.id !== id);
      known.delete(id);
      await isKept;
      await outbox.remove([id]);
    },
    align: async (lastMutId) => {
      for (const id of known.keys()) if (id > lastMutId) known.delete(id);
      await outbox.skipTo(toMutationId(lastMutId + 1));

      const ahead = pending.filter(({ id }) => id > lastMutId);
      if (ahead.every(({ id }, at) => id === lastMutId + 1 + at)) return false;
      await renumber(lastMutId + 1, (id) => id > lastMutId);
      return true;
    },
    moveBehind: (lastMutId) => renumber(lastMutId + 1, (id) => !known.has(id)),
  };
}

/** [I2] An earlier life of the server may have sent it. */
const unsure = (mutation: Mutation): Mutation => (mutation.kind === "send" ? { ...mutation, restored: true } : mutation);

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
