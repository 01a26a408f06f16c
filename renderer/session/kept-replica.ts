import { Dexie } from "dexie";
import { openReplica, type Replica } from "../replica/replica.ts";
import { dropBucket } from "../replica/storage-bucket.ts";
import type { Session } from "./session.ts";
import { between, days, toInstant, type Instant } from "../../shared/time.ts";

/** A copy that has heard nothing for so long says nothing of today, and is a heap of customers' words on a disk. */
const LONGEST_KEPT = days(30);

interface Wish {
  readonly name: string;
  /** Of this machine. */
  readonly now: Instant;
  /** This person wants a copy on this computer. */
  readonly isWanted: boolean;
  /** Other windows may read what lies there: the one that leads alone may drop it. */
  readonly leads: boolean;
}

/** [H27] The copy of the inbox on the disk, as long as it is wanted there and not too old. Rejects where none is wanted. */
export async function openKeptReplica({ isWanted, leads, name, now }: Wish): Promise<Replica> {
  if (!leads) return openReplica(name);
  if (!isWanted) {
    await dropReplica(name);
    throw new Error("No copy is wanted on this disk.");
  }
  const replica = await openReplica(name);
  const heardAt = (await replica.position())?.asOf;
  if (heardAt === undefined || between(toInstant(heardAt), now) <= LONGEST_KEPT) return replica;
  replica.close();
  await dropReplica(name);
  return openReplica(name);
}

/** In whatever way it lies there. */
export async function dropReplica(name: string): Promise<void> {
  await Dexie.delete(name);
  await dropBucket(name);
}

/** What the server lets a page keep of pictures lies on the disk too. */
export const uncached =
  (request: Session["request"]): Session["request"] =>
  (path, init) =>
    request(path, { ...init, cache: "no-store" });
