import type { Finding } from "../../shared/guard/finding.ts";
import type { AgentId, ConversationId, MessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";

interface About {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  readonly messageId: MessageId;
  readonly now: Instant;
}

/** It did not leave, and this is why. */
export function logRefused(tx: WriteTx, against: readonly Finding[], { now, ...about }: About): void {
  for (const { rule, severity } of against) tx.logGuard({ ...about, at: now, rule, severity, what: "refused" });
}

/** It left, and somebody had a reason. */
export function logOverridden(tx: WriteTx, findings: readonly Finding[], overrides: Message["overrides"], { now, ...about }: About): void {
  for (const { rule, severity } of findings) {
    const reason = overrides?.[rule];
    if (severity === "confirm" && reason !== undefined) tx.logGuard({ ...about, at: now, rule, severity, what: "overridden", reason });
  }
}

/** What was held is taken back, or stands there in other words. */
export function logHeeded(tx: WriteTx, held: Message, agentId: AgentId, now: Instant): void {
  if (held.state !== "held") return;
  for (const { rule, severity } of held.held?.findings ?? [])
    tx.logGuard({ at: now, rule, severity, conversationId: held.conversationId, agentId, what: "heeded", messageId: held.id });
}
