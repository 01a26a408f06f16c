import type { ConversationId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { Clock, Instant } from "../../shared/time.ts";
import { notKeptKey } from "../replica/outbox-problem.ts";
import type { Mirror } from "../state/mirror.ts";

/** Where wishes go: on disk when `append` resolves. */
export interface WishQueue {
  readonly append: (mutation: Mutation, madeAt: Instant, sentDraftOf?: ConversationId) => Promise<void>;
  readonly withdraw: (ids: readonly number[]) => Promise<readonly unknown[]>;
  readonly mayHaveLeft: (id: number) => boolean;
}

interface Deps {
  readonly queue: WishQueue;
  /** Something was queued: show it, and push it when there is a connection. */
  readonly sync: { readonly queued: () => void };
  readonly mirror: Pick<Mirror, "notice">;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
  readonly newId: () => string;
}

/** A wish on its way: on disk when this resolves, then on screen, then pushed. Fails where the disk does not take it, and says so. */
export type Mutate = (mutation: Mutation, sentDraftOf?: ConversationId) => Promise<void>;

const SAID = "AlreadySaid";

/** Whether the person has been told of it: once is enough. */
export const wasSaid = (error: unknown): boolean => error instanceof Error && error.name === SAID;

export const createMutate =
  ({ clock, mirror, newId, queue, sync }: Deps): Mutate =>
  async (mutation, sentDraftOf) => {
    try {
      await queue.append(mutation, clock.now(), sentDraftOf);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const known = notKeptKey(error);
      mirror.notice({ id: newId(), kind: "error", messageKey: known ?? "notice.error", values: known === undefined ? { message } : {} });
      throw Object.assign(new Error(message, { cause: error }), { name: SAID });
    }
    sync.queued();
  };
