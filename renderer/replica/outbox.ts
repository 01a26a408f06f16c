import { Dexie, type Table } from "dexie";
import type { ConversationId, DeviceId } from "../../shared/ids.ts";
import { toMutationId, type Mutation, type MutationId, type RejectionCode } from "../../shared/sync/mutations.ts";
import type { HeldReason } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";
import { notKept } from "./outbox-problem.ts";

export interface StoredMutation {
  readonly id: MutationId;
  readonly mutation: Mutation;
  readonly madeAt: Instant;
}

/** What was written for a conversation and has not been sent. */
export interface StoredDraft {
  readonly conversationId: ConversationId;
  readonly mode: "reply" | "note";
  readonly text: string;
  readonly seenInboundAt?: Instant | undefined;
  readonly topicChanged?: boolean | undefined;
  readonly cannedReplyId?: string | undefined;
  readonly updatedAt: Instant;
}

/**
 * A wish that the server refused, or a message of this person that it holds. Kept on disk with every word that was in it
 * until somebody has looked at it [I12] [I16]: a notice is gone with the window.
 */
export interface StoredReturned {
  /** Of the wish, not of the answer: an answer that is heard twice is kept once. */
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly mutation: Mutation;
  readonly madeAt: Instant;
  readonly returnedAt: Instant;
  readonly why: StoredReturnedWhy;
}

type StoredReturnedWhy =
  | {
      readonly kind: "refused";
      readonly code: RejectionCode;
      /** Who has it, or who cannot take it. */
      readonly by?: string | undefined;
      /** Who could take it instead. */
      readonly available?: readonly string[] | undefined;
    }
  | { readonly kind: "held"; readonly reason: HeldReason };

interface Identity {
  readonly name: "identity";
  readonly deviceId: DeviceId;
  /** The number of the next mutation. */
  readonly nextId: number;
  /** Absent in an outbox of an older version: then nothing is known, and everything in it may have left. */
  readonly pushedTo?: number | undefined;
}

/** Whoever opened it last gives the numbers; a page that was before, and does not know it yet, no longer does. */
interface Writer {
  readonly name: "writer";
  readonly no: number;
}

interface OutboxTables {
  readonly pending: Table<StoredMutation, number>;
  readonly drafts: Table<StoredDraft, ConversationId>;
  readonly identity: Table<Identity | Writer, string>;
  readonly returned: Table<StoredReturned, string>;
}

/**
 * What an agent did and wrote that the server does not have yet. A database of its own with strict durability, never
 * dropped with the cache and only ever added to by a migration [I16].
 */
export interface Outbox {
  readonly pending: () => Promise<readonly StoredMutation[]>;
  readonly drafts: () => Promise<readonly StoredDraft[]>;
  /** On disk when this resolves. A sent draft is dropped in the same transaction: the text is always in one of both. */
  readonly append: (mutation: Mutation, madeAt: Instant, sentDraftOf?: ConversationId) => Promise<StoredMutation>;
  readonly remove: (ids: readonly number[]) => Promise<void>;
  /** Gives those for which `moves` holds new numbers from `from`, in the same order; the rest keep theirs. Answers with all. */
  readonly renumber: (from: number, moves: (id: number) => boolean) => Promise<readonly StoredMutation[]>;
  /** The server knows mutations of this device up to this one. */
  readonly skipTo: (nextId: number) => Promise<void>;
  readonly saveDraft: (draft: StoredDraft) => Promise<void>;
  readonly dropDraft: (id: ConversationId) => Promise<void>;
  /** Mutations up to this number may have reached the server: they are not taken out of the queue any more. */
  readonly pushedTo: () => Promise<number>;
  readonly setPushedTo: (id: number) => Promise<void>;
  /**
   * What came back and has not been looked at. The same life as a draft: on disk when it resolves, one for each `id` (a
   * refusal that is heard twice is kept once), and gone only when it is dropped.
   */
  readonly returned: () => Promise<readonly StoredReturned[]>;
  readonly keepReturned: (returned: StoredReturned) => Promise<void>;
  readonly dropReturned: (ids: readonly string[]) => Promise<void>;
  readonly close: () => void;
}

/** Opens the outbox for a device. Where it belonged to another one, what is pending is numbered anew; `isNewDevice` tells. */
export async function openOutbox(name: string, deviceId: DeviceId): Promise<{ readonly outbox: Outbox; readonly isNewDevice: boolean }> {
  const database = new Dexie(name, { chromeTransactionDurability: "strict" }) as Dexie & OutboxTables;
  database.version(1).stores({ pending: "id", drafts: "conversationId", identity: "name" });
  database.version(2).stores({ returned: "id" });

  const identity = async (): Promise<Identity> =>
    ((await database.identity.get("identity")) as Identity | undefined) ?? { name: "identity", deviceId, nextId: 1 };

  const lastWriter = async (): Promise<number> => ((await database.identity.get("writer")) as Writer | undefined)?.no ?? 0;
  // A full disk must not keep anybody from reading what is in it.
  const writer = await database
    .transaction("rw", database.identity, async () => {
      const no = (await lastWriter()) + 1;
      await database.identity.put({ name: "writer", no });
      return no;
    })
    .catch(() => undefined);
  const asWriter = async (): Promise<void> => {
    if (writer !== undefined && (await lastWriter()) !== writer) throw notKept("other-page");
  };

  const renumber: Outbox["renumber"] = (from, moves) =>
    database.transaction("rw", database.pending, database.identity, async () => {
      await asWriter();
      let nextId = from;
      const known = await database.pending.orderBy("id").toArray();
      const renumbered = known.map((each) => (moves(each.id) ? { ...each, id: toMutationId(nextId++) } : each)).sort((a, b) => a.id - b.id);
      await database.pending.clear();
      await database.pending.bulkPut(renumbered);
      await database.identity.put({ name: "identity", deviceId, nextId, pushedTo: Math.min((await identity()).pushedTo ?? nextId - 1, nextId - 1) });
      return renumbered;
    });

  const isNewDevice = (await identity()).deviceId !== deviceId;
  if (isNewDevice) await renumber(1, () => true);

  const outbox: Outbox = {
    pending: () => database.pending.orderBy("id").toArray(),
    drafts: () => database.drafts.toArray(),
    append: (mutation, madeAt, sentDraftOf) =>
      database.transaction("rw", database.pending, database.drafts, database.identity, async () => {
        await asWriter();
        const known = await identity();
        const { nextId } = known;
        const pending: StoredMutation = { id: toMutationId(nextId), mutation, madeAt };
        await database.identity.put({ ...known, deviceId, nextId: nextId + 1, pushedTo: known.pushedTo ?? nextId - 1 });
        await database.pending.add(pending);
        if (sentDraftOf !== undefined) await database.drafts.delete(sentDraftOf);
        return pending;
      }),
    remove: (ids) =>
      database.transaction("rw", database.pending, database.identity, async () => {
        await asWriter();
        await database.pending.bulkDelete([...ids]);
      }),
    renumber,
    skipTo: (nextId) =>
      database.transaction("rw", database.identity, async () => {
        await asWriter();
        const known = await identity();
        if (known.nextId < nextId) await database.identity.put({ ...known, nextId });
      }),
    saveDraft: async (draft) => {
      await database.drafts.put(draft);
    },
    dropDraft: (id) => database.drafts.delete(id),
    pushedTo: async () => {
      const { nextId, pushedTo } = await identity();
      return pushedTo ?? nextId - 1;
    },
    setPushedTo: (id) =>
      database.transaction("rw", database.identity, async () => {
        await asWriter();
        await database.identity.put({ ...(await identity()), pushedTo: id });
      }),
    returned: () => database.returned.toArray(),
    keepReturned: async (returned) => {
      await database.returned.put(returned);
    },
    dropReturned: (ids) => database.returned.bulkDelete([...ids]),
    close: () => database.close(),
  };
  return { outbox, isNewDevice };
}

/** All that such an outbox holds. */
export interface KeptOutbox {
  readonly pending: readonly StoredMutation[];
  readonly drafts: readonly StoredDraft[];
  readonly returned: readonly StoredReturned[];
  readonly deviceId?: DeviceId | undefined;
  readonly nextId: number;
  readonly pushedTo?: number | undefined;
}

/** Reads an outbox of whatever version without changing it; undefined where there is none. */
export async function readOutbox(name: string): Promise<KeptOutbox | undefined> {
  if (!(await Dexie.exists(name))) return undefined;
  const database = await new Dexie(name).open();
  try {
    const all = async <Row>(table: string): Promise<readonly Row[]> =>
      database.tables.some((each) => each.name === table) ? database.table<Row>(table).toArray() : [];
    const [pending, drafts, returned, [identity]] = await Promise.all([
      all<StoredMutation>("pending"),
      all<StoredDraft>("drafts"),
      all<StoredReturned>("returned"),
      all<Identity>("identity"),
    ]);
    return { pending, drafts, returned, deviceId: identity?.deviceId, nextId: identity?.nextId ?? 1, pushedTo: identity?.pushedTo };
  } finally {
    database.close();
  }
}

export const dropOutbox = (name: string): Promise<void> => Dexie.delete(name);
