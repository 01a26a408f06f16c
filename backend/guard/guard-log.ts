import type { Finding, Severity } from "../../shared/guard/finding.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
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

/** Said while it was written, and not of the words that came. A desk's word for it: it counts, and decides nothing. */
export function logMended(tx: WriteTx, mended: readonly { readonly rule: string; readonly severity: Severity }[], { now, ...about }: About): void {
  for (const { rule: named, severity } of mended) {
    const rule = RULE_IDS.find((known) => known === named);
    if (rule !== undefined) tx.logGuard({ ...about, at: now, rule, severity, what: "mended" });
  }
}

/** What was held is taken back, or stands there in other words. */
export function logHeeded(tx: WriteTx, held: Message, agentId: AgentId, now: Instant): void {
  if (held.state !== "held") return;
  for (const { rule, severity } of held.held?.findings ?? [])
    tx.logGuard({ at: now, rule, severity, conversationId: held.conversationId, agentId, what: "heeded", messageId: held.id });
}
