import { autoHandoff } from "../../shared/handoffs/auto-handoff.ts";
import { isPlatformAudit } from "../../shared/handoffs/bot-signals.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Projection } from "../ingest/projection.ts";
import { readBotPolicy } from "./bot-policy.ts";
import { handOver } from "./hand-over.ts";
import { reachable, tellBot } from "./tell-bot.ts";
import { transcript } from "./transcript.ts";

/** [HO13] Whether a customer who writes now begins with the number's bot: nobody has written to them, or their last case is closed. */
export function beginsWithBot(tx: Projection["tx"], conversation: Conversation): boolean {
  const isNew = conversation.lastMessage === undefined && conversation.assigneeId === undefined && conversation.handoff === undefined;
  if (!isNew && conversation.state !== "resolved") return false;
  const bot = reachable(tx, conversation, tx.botOfNumber(conversation.numberId));
  if (bot === undefined) return false;
  tx.setBotOfConversation(conversation.id, bot);
  return true;
}

/** [HO10] [HO13] A message that somebody has to answer: a rule gives it to a person, or the bot is told of it. */
export function hearCustomer(p: Projection, id: ConversationId, message: Message): void {
  const { tx } = p;
  const conversation = tx.get("conversation", id);
  if (conversation === undefined) return;
  const audit = message.content.type === "text" && isPlatformAudit(message.content.body);
  if (conversation.state !== "bot" && !audit) return;

  const found = audit
    ? ({ reason: "platform_audit", stops: false, urgent: true, failedAttempts: 0 } as const)
    : autoHandoff(transcript(tx, id), readBotPolicy(tx).rules);
  if (found !== undefined) return handOver(p, id, found, p.now);
  tellBot(tx, conversation, { kind: "message", subject: message.id, asks: true }, p.now);
}
