import type { AgentId, ConversationId } from "../ids.ts";
import type { Instant } from "../time.ts";
import type { ClockKind } from "./clock.ts";

/**
 * [B2] What one person is told about one clock: it falls due soon, or it was missed. Derived from the record, in that person's
 * working hours, and gone as soon as it no longer matters or has been seen.
 */
export interface Alert {
  readonly id: string;
  /** Whom it is for; nobody else's desk has it. */
  readonly agentId: AgentId;
  readonly conversationId: ConversationId;
  readonly clock: ClockKind;
  readonly startedAt: Instant;
  readonly what: "warning" | "breach";
  /** [B1] The instant that the rule gives. */
  readonly at: Instant;
  readonly dueAt: Instant;
  /** When it reached this person, not before the working hours. */
  readonly toldAt: Instant;
}
