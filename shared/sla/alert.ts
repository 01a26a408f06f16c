import type { AgentId, ConversationId } from "../ids.ts";
import type { Instant } from "../time.ts";
import type { ClockKind } from "./clock.ts";

export type SlaAlertKind = "warning" | "breach";
/** [HO4] A claim ran out and its owner has lost it. [S0-18] Nobody is left who could take it. Both about the handoff, not a due time. */
export type QueueAlertKind = "claim-ended" | "overflow";

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
  readonly what: SlaAlertKind | QueueAlertKind;
  /** [B1] The instant that the rule gives. */
  readonly at: Instant;
  readonly dueAt: Instant;
  /** When it reached this person, not before the working hours. */
  readonly toldAt: Instant;
}
