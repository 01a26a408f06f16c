import type { ConversationId } from "../ids.ts";
import type { Instant } from "../time.ts";

/** The numbers of now, at the head of the board. */
export interface BoardFigures {
  readonly breached: number;
  /** What is overdue longest fell due then. */
  readonly overdueSince?: Instant | undefined;
  readonly soon: number;
  readonly soonUnassigned: number;
  readonly windows: number;
  /** Customers who wait for an answer, in time or not. */
  readonly waiting: number;
  readonly oldestWait?: { readonly conversationId: ConversationId; readonly since: Instant } | undefined;
  /** When one of these numbers next changes without news. */
  readonly changesAt?: Instant | undefined;
}
