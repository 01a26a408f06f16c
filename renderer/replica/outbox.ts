import { Dexie, type Table } from "dexie";
import type { ConversationId, DeviceId } from "../../shared/ids.ts";
import { toMutationId, type Mutation, type MutationId } from "../../shared/sync/mutations.ts";
import type { Instant } from "../../shared/time.ts";

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

interface Identity {
  readonly name: "identity";
  readonly deviceId: DeviceId;
  /** The number of the next mutation. */
  readonly nextId: number;
}

interface OutboxTables {
  readonly pending: Table<StoredMutation, number>;
  readonly drafts: Table<StoredDraft, ConversationId>;
  readonly identity: Table<Identity, "identity">;
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
  readonly close: () => void;
}

/** Opens the outbox for a device. Where it belonged to another one, what is pending is numbered anew; `isNewDevice` tells. */
export async function openOutbox(name: string, deviceId: DeviceId): Promise<{ readonly outbox: Outbox; readonly isNewDevice: boolean }> {
  const database = new Dexie(name, { chromeTransactionDurability: "strict" }) as Dexie & OutboxTables;
  database.version(1).stores({ pending: "id", drafts: "conversationId", identity: "name" });

  const identity = async (): Promise<Identity> => (await database.identity.get("identity")) ?? { name: "identity", deviceId, nextId: 1 };

  const renumber: Outbox["renumber"] = (from, moves) =>
    database.transaction("rw", database.pending, database.identity, async () => {
      let nextId = from;
      const known = await database.pending.orderBy("id").toArray();
      const renumbered = known.map((each) => (moves(each.id) ? { ...each, id: toMutationId(nextId++) } : each)).sort((a, b) => a.id - b.id);
      await database.pending.clear();
      await database.pending.bulkPut(renumbered);
      await database.identity.put({ name: "identity", deviceId, nextId });
      return renumbered;
    });

  const isNewDevice = (await identity()).deviceId !== deviceId;
  if (isNewDevice) await renumber(1, () => true);

  const outbox: Outbox = {
    pending: () => database.pending.orderBy("id").toArray(),
    drafts: () => database.drafts.toArray(),
    append: (mutation, madeAt, sentDraftOf) =>
      database.transaction("rw", database.pending, database.drafts, database.identity, async () => {
        const { nextId } = await identity();
        const pending: StoredMutation = { id: toMutationId(nextId), mutation, madeAt };
        await database.identity.put({ name: "identity", deviceId, nextId: nextId + 1 });
        await database.pending.add(pending);
        if (sentDraftOf !== undefined) await database.drafts.delete(sentDraftOf);
        return pending;
      }),
    remove: (ids) => database.pending.bulkDelete([...ids]),
    renumber,
    skipTo: (nextId) =>
      database.transaction("rw", database.identity, async () => {
        const known = await identity();
        if (known.nextId < nextId) await database.identity.put({ ...known, nextId });
      }),
    saveDraft: async (draft) => {
      await database.drafts.put(draft);
    },
    dropDraft: (id) => database.drafts.delete(id),
    close: () => database.close(),
  };
  return { outbox, isNewDevice };
}
