import { Dexie, type Table } from "dexie";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { Instant } from "../../shared/time.ts";

/** What the server has taken. It can lose it again, with a restore from a backup; then it is pushed anew. */
export interface AcknowledgedMutation {
  /** Names it once, in whatever life of the server. */
  readonly key: string;
  readonly epoch: string;
  /** The rows contain it from this place in the log on. */
  readonly seq: number;
  readonly mutation: Mutation;
  readonly madeAt: Instant;
  /** In the order in which they were wished for. */
  readonly order: number;
  readonly acknowledgedAt: Instant;
}

interface Life {
  readonly name: "life";
  /** Of the server's database that our numbers speak of. */
  readonly epoch: string;
}

/**
 * What this desk could give back to a server that was restored from a backup, for a week. Apart from the cache, which may be
 * rolled back or dropped, and from the outbox, which holds only what the server does not have.
 */
export interface AcknowledgedBook {
  readonly all: () => Promise<readonly AcknowledgedMutation[]>;
  /** On disk when it resolves. */
  readonly add: (mutations: readonly AcknowledgedMutation[]) => Promise<void>;
  readonly drop: (keys: readonly string[]) => Promise<void>;
  readonly epoch: () => Promise<string | undefined>;
  readonly setEpoch: (epoch: string) => Promise<void>;
  readonly close: () => void;
  readonly destroy: () => Promise<void>;
}

export async function openAcknowledgedBook(name: string): Promise<AcknowledgedBook> {
  const database = new Dexie(name, { chromeTransactionDurability: "strict" }) as Dexie & {
    readonly acknowledged: Table<AcknowledgedMutation, string>;
    readonly life: Table<Life, "life">;
  };
  database.version(1).stores({ acknowledged: "key, order", life: "name" });
  await database.open();

  return {
    all: () => database.acknowledged.orderBy("order").toArray(),
    add: async (mutations) => {
      await database.acknowledged.bulkPut([...mutations]);
    },
    drop: (keys) => database.acknowledged.bulkDelete([...keys]),
    epoch: async () => (await database.life.get("life"))?.epoch,
    setEpoch: async (epoch) => {
      await database.life.put({ name: "life", epoch });
    },
    close: () => database.close(),
    destroy: () => database.delete(),
  };
}
