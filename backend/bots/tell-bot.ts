import type { AgentId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import { plus, type Instant } from "../../shared/time.ts";
import type { BotDelivery } from "../store/bot-rows.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { readBotPolicy } from "./bot-policy.ts";

/** The bot of ours that has, had or would get this conversation. */
export const botOf = (tx: ReadTx, { handoff, id, numberId }: Conversation): AgentId | undefined =>
  tx.botOfConversation(id) ?? handoff?.botId ?? tx.botOfNumber(numberId);

/** A bot with an address that may see the conversation. One without an address asks by itself. */
export function reachable(tx: ReadTx, conversation: Conversation, bot: AgentId | undefined): AgentId | undefined {
  if (bot === undefined || tx.bot(bot) === undefined) return undefined;
  const agent = tx.get("agent", bot);
  return agent !== undefined && maySee(scopesOf(agent), conversation) ? bot : undefined;
}

interface News {
  readonly kind: BotDelivery["kind"];
  /** The message's or the note's id, or the reason why it was taken. */
  readonly subject?: string | undefined;
  /** The customer waits for the bot: what is not answered in time goes to a person. */
  readonly asks: boolean;
}

/** [HO13] Puts one post into the queue of the conversation, in the caller's transaction; nothing where no bot can be reached. */
export function tellBot(tx: WriteTx, conversation: Conversation, { asks, kind, subject }: News, now: Instant): boolean {
  const bot = reachable(tx, conversation, botOf(tx, conversation));
  if (bot === undefined) return false;
  tx.setBotOfConversation(conversation.id, bot);
  tx.queueDelivery({
    id: kind === "message" ? `${conversation.id}:${subject}` : `${conversation.id}:${kind}:${tx.nextOrder()}`,
    agentId: bot,
    conversationId: conversation.id,
    kind,
    subject,
    createdAt: now,
    answerBy: asks ? plus(now, readBotPolicy(tx).delivery.answerWithin) : undefined,
  });
  return true;
}

/** What was still to be told is of no use any more; a bot that had it learns who has it now. */
export function takeFromBot(tx: WriteTx, conversation: Conversation, reason: string, now: Instant): void {
  tx.dropDeliveries(conversation.id);
  if (tx.botOfConversation(conversation.id) !== undefined) tellBot(tx, conversation, { kind: "taken-over", subject: reason, asks: false }, now);
}
