import type { ConversationId } from "../../shared/ids.ts";
import { mutationSchema, type Mutation, type MutationId, type MutationKind } from "../../shared/sync/mutations.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { Returned } from "../state/returned.ts";
import type { ReturnedKeeper } from "../state/returned-keeper.ts";
import type { Drafts } from "./drafts.ts";
import type { Mutate, WishQueue } from "./mutate.ts";

/** What is done about things that wait for the network, and about those that came back from it. */
export interface WaitingCommands {
  /** Takes a wish out of the queue before it has left; answers no where the server may have heard of it. */
  readonly withdraw: (id: MutationId) => Promise<boolean>;
  /** It may have reached the server: it cannot be taken out any more, only taken back. */
  readonly isOnItsWay: (id: MutationId) => boolean;
  /** Undoes a withdrawal: the wish goes to the end of the queue. */
  readonly wishAgain: (mutation: Mutation) => Promise<void>;
  /** Somebody has looked at it. What was brought back into the composer from it is on disk before it goes. */
  readonly dropReturned: (id: string) => Promise<void>;
  /** Undoes that. */
  readonly keepReturned: (returned: Returned) => Promise<void>;
  /** Everything that is being written is on disk when this resolves. */
  readonly keepDrafts: () => Promise<void>;
  /** What became of the things that waited has been read. */
  readonly dismissHomecoming: () => void;
}

interface Deps {
  readonly state: () => InboxState;
  readonly queue: WishQueue;
  readonly mutate: Mutate;
  readonly sync: { readonly queued: () => void };
  readonly drafts: Pick<Drafts, "flush">;
  readonly returned: Pick<ReturnedKeeper, "keep" | "drop" | "dismissHomecoming">;
}

export function createWaitingCommands({ drafts, mutate, queue, returned, sync }: Deps): WaitingCommands {
  return {
    withdraw: async (id) => {
      const gone = await queue.withdraw([id]);
      sync.queued();
      return gone.length > 0;
    },
    isOnItsWay: queue.mayHaveLeft,
    wishAgain: (mutation) => mutate(mutationSchema.parse(mutation)),
    dropReturned: async (id) => {
      await drafts.flush();
      await returned.drop([id]);
    },
    keepReturned: returned.keep,
    keepDrafts: drafts.flush,
    dismissHomecoming: returned.dismissHomecoming,
  };
}

/** The last word counts: what was wished before, of the same kind and not yet pushed, need not leave at all. */
export async function supersede(
  { queue, state, sync }: Pick<Deps, "queue" | "state" | "sync">,
  conversationId: ConversationId,
  kind: MutationKind,
): Promise<void> {
  const same = (state().pending.get(conversationId) ?? []).filter(({ mutation }) => mutation.kind === kind);
  const gone = await queue.withdraw(same.slice(0, -1).map(({ id }) => id));
  if (gone.length > 0) sync.queued();
}
