import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Load } from "../../shared/handoffs/capacity.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Instant } from "../../shared/time.ts";

/** What the handoff queue asks the store, all of it by index. Inside a transaction: as of its beginning. */
export interface QueueReads {
  /** [HO5] Open conversations by owner. */
  readonly load: () => Load;
  /** [HO4] When the next claim runs out. */
  readonly nextClaimEnd: () => Instant | undefined;
  /** [HO4] Claims that have run out by `now`, what is due longest first. */
  readonly endedClaims: (now: Instant, limit: number) => readonly ConversationId[];
  /** Everything that this person owns, resolved ones too. */
  readonly ownedBy: (agent: AgentId) => readonly Conversation[];
  readonly ofTeam: (team: string) => readonly Conversation[];
  /** Everybody who owns anything. */
  readonly owners: () => readonly AgentId[];
  /** [HO2] Conversations in the queue, by what bites first; `after` is the last one of the page before. */
  readonly queued: (
    limit: number,
    after?: { readonly key: number; readonly id: string },
  ) => readonly { readonly key: number; readonly conversation: Conversation }[];
  /** [S0-18] Conversations that are marked as left over. */
  readonly overflowing: () => readonly Conversation[];
}
