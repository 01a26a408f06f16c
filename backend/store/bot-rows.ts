import type { AgentId, ConversationId, NumberId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { ThreadOwner } from "../../shared/handoffs/thread-owner.ts";
import type { Instant } from "../../shared/time.ts";

export interface BotRow {
  readonly agentId: AgentId;
  readonly address: string;
  readonly secret: string;
}

/** [HO13] One post to a bot. */
export interface BotDelivery {
  readonly n: number;
  readonly id: string;
  readonly agentId: AgentId;
  readonly conversationId: ConversationId;
  /** `message`: the customer wrote. `returned`: a person gave it back. `taken-over`: it is a person's now, or waits for one. */
  readonly kind: "message" | "returned" | "taken-over";
  /** The message's or the note's id, or the reason why it was taken. */
  readonly subject?: string | undefined;
  /** `dropped`: there was no use in telling it any more. */
  readonly state: "waiting" | "done" | "dropped";
  readonly attempt: number;
  readonly nextAt: Instant;
  readonly createdAt: Instant;
  readonly triedAt?: Instant | undefined;
  readonly answerBy?: Instant | undefined;
  /** Of the last attempt. */
  readonly status?: number | undefined;
  readonly trouble?: string | undefined;
}

/** What we ask of the platform's routing. */
export interface ThreadWish {
  readonly conversationId: ConversationId;
  readonly action: "take" | "pass" | "release";
  readonly metadata?: string | undefined;
  readonly by: AgentId;
  readonly attempt: number;
  readonly nextAt: Instant;
}

export interface BotReads {
  readonly bot: (id: AgentId) => BotRow | undefined;
  readonly bots: () => readonly BotRow[];
  readonly botOfNumber: (number: NumberId) => AgentId | undefined;
  readonly numbersOfBot: (bot: AgentId) => readonly NumberId[];
  readonly botOfConversation: (conversation: ConversationId) => AgentId | undefined;
  /** Conversations that this bot has now. */
  readonly botOwned: (bot: AgentId) => readonly ConversationId[];
  /** The next post of each conversation, in the order in which they were written. */
  readonly nextDeliveries: (limit: number) => readonly BotDelivery[];
  readonly waitingDeliveries: (conversation: ConversationId) => readonly BotDelivery[];
  /** Newest first. */
  readonly deliveries: (bot: AgentId, limit: number) => readonly BotDelivery[];
  readonly deliveryCount: (bot: AgentId, state: BotDelivery["state"]) => number;
  readonly unanswered: (now: Instant, limit: number) => readonly BotDelivery[];
  readonly nextAnswerBy: () => Instant | undefined;
  readonly threadOwner: (conversation: ConversationId) => ThreadOwner | undefined;
  readonly threadWishes: () => readonly ThreadWish[];
  /** [HO2] Handed over and not resolved, in no order. */
  readonly handedOver: () => readonly Conversation[];
}

export interface BotWrites {
  readonly putBot: (bot: BotRow, at: Instant) => void;
  readonly removeBot: (bot: AgentId) => void;
  readonly setBotNumbers: (bot: AgentId, numbers: readonly NumberId[]) => void;
  readonly setBotOfConversation: (conversation: ConversationId, bot: AgentId) => void;
  readonly queueDelivery: (delivery: Omit<BotDelivery, "n" | "state" | "attempt" | "nextAt">) => void;
  readonly putDelivery: (delivery: BotDelivery) => void;
  /** What waits for this conversation is not told any more, and nothing of it is waited for. */
  readonly dropDeliveries: (conversation: ConversationId) => void;
  readonly forgetDeliveries: (before: Instant) => void;
  readonly putThreadOwner: (conversation: ConversationId, owner: ThreadOwner) => void;
  readonly putThreadWish: (wish: ThreadWish) => void;
  readonly dropThreadWish: (conversation: ConversationId) => void;
}
