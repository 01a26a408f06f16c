import { Dexie } from "dexie";
import type { DeviceId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { openAcknowledgedOrNone } from "../replica/acknowledged-or-none.ts";
import { openAcknowledgedBook, type AcknowledgedBook } from "../replica/acknowledged.ts";
import type { databaseNames } from "../replica/database-name.ts";
import { diskProblemOf, inTime, type DiskProblem } from "../replica/disk-problem.ts";
import type { OpenedOutbox } from "../replica/journal-outbox.ts";
import type { Outbox, StoredDraft, StoredReturned } from "../replica/outbox.ts";
import { openReplicaOrMemory, type ReplicaOrMemory } from "../replica/replica-or-memory.ts";
import { loadPendingQueue, type PendingQueue } from "../sync/pending-queue.ts";
import type { Instant } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import { dropReplica, openKeptReplica } from "./kept-replica.ts";

interface CopyDeps {
  readonly names: ReturnType<typeof databaseNames>;
  /** As the server says; undefined where it was not asked yet. */
  readonly agent: Agent | undefined;
  /** Of this machine. */
  readonly now: Instant;
  /** [H27] Whether a copy may lie on this disk, which is for the window that leads to say. */
  readonly isWanted: boolean;
  readonly leads: boolean;
  readonly timers: Timers;
  /** The cache is in memory alone from now on; not told of while it is opened. */
  readonly onMemory: (problem: DiskProblem) => void;
  readonly onError: (error: unknown) => void;
}

/** Whose inbox it is, and what every window of this person reads of it. */
export interface Copy {
  readonly me: Agent;
  readonly replica: ReplicaOrMemory;
  /** Why the cache is in memory alone; `wished`: this person wants it so. */
  readonly inMemory: DiskProblem | "wished" | undefined;
}

/** Opens the cache, which may fail and is done without. Nothing is returned where somebody is named whom neither the server nor this machine knows. */
export async function openCopy({ agent, isWanted, leads, names, now, onError, onMemory, timers }: CopyDeps): Promise<Copy | undefined> {
  let inMemory: Copy["inMemory"];
  let isOpen = false;
  const replica = await openReplicaOrMemory({
    open: () => openKeptReplica({ name: names.replica, now, isWanted, leads }),
    timers,
    onMemory: (error) => {
      if (leads && !isWanted) return void (inMemory = "wished");
      onError(error);
      inMemory = diskProblemOf(error);
      if (isOpen) onMemory(inMemory);
    },
    onError,
  });
  try {
    const me = agent ?? (await replica.readMe());
    if (me !== undefined) {
      isOpen = true;
      return { me, replica, inMemory };
    }
  } catch (error) {
    replica.close();
    throw error;
  }
  replica.close();
  return undefined;
}

interface UnsentDeps extends Pick<CopyDeps, "names" | "onError" | "timers"> {
  readonly deviceId: DeviceId;
  readonly openOutbox: (name: string, deviceId: DeviceId) => Promise<OpenedOutbox>;
}

/** What was written here and is not over yet. One window at a time has it open. */
export interface Unsent {
  readonly outbox: Outbox;
  readonly acknowledged: Pick<AcknowledgedBook, "close">;
  readonly queue: PendingQueue;
  readonly drafts: readonly StoredDraft[];
  readonly returned: readonly StoredReturned[];
  readonly warning: OpenedOutbox["warning"];
}

/**
 * Opens and reads what was written and not sent. It may not be done without: where it cannot be read this rejects, with
 * everything of it closed as it was, and another try finds it [I16].
 */
export async function openUnsent({ me, replica }: Copy, { deviceId, names, onError, openOutbox, timers }: UnsentDeps): Promise<Unsent> {
  let opened: OpenedOutbox | undefined;
  let acknowledged: Unsent["acknowledged"] | undefined;
  try {
    await replica.saveMe(me);

    opened = await inTime(openOutbox(names.outbox, deviceId), ({ outbox }) => outbox.close(), timers);
    const { isNewDevice, outbox, warning } = opened;
    if (isNewDevice) await replica.setWatermark(0);
    const book = await openAcknowledgedOrNone({
      open: () => openAcknowledgedBook(names.acknowledged),
      timers,
      onError,
    });
    acknowledged = book;
    const queue = await loadPendingQueue(outbox, book, await replica.position());
    const drafts = await outbox.drafts();
    const returned = await outbox.returned();
    return { outbox, acknowledged: book, queue, drafts, returned, warning };
  } catch (error) {
    acknowledged?.close();
    opened?.outbox.close();
    throw error;
  }
}

/** Signing out: nothing of the cache stays on this machine. */
export async function dropCopy(names: ReturnType<typeof databaseNames>): Promise<void> {
  await Dexie.delete(names.acknowledged);
  await dropReplica(names.replica);
}
