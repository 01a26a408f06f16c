import type { ConversationId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { Clock, Instant } from "../../shared/time.ts";
import type { Mirror } from "../state/mirror.ts";

/** Where wishes go: on disk when `append` resolves. */
export interface WishQueue {
  readonly append: (mutation: Mutation, madeAt: Instant, sentDraftOf?: ConversationId) => Promise<void>;
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

export const createMutate =
  ({ clock, mirror, newId, queue, sync }: Deps): Mutate =>
  async (mutation, sentDraftOf) => {
    try {
      await queue.append(mutation, clock.now(), sentDraftOf);
    } catch (error) {
      mirror.notice({ id: newId(), kind: "error", messageKey: "notice.error", values: { message: error instanceof Error ? error.message : String(error) } });
      throw error;
    }
    sync.queued();
  };
