import { problem } from "../../shared/api/problem.ts";
import { autoHandoff, type AutoHandoff } from "../../shared/handoffs/auto-handoff.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import type { Answer } from "../http/route.ts";
import { refreshClocks } from "../sla/clocks.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { readBotPolicy } from "./bot-policy.ts";
import { handOver } from "./hand-over.ts";
import { transcript } from "./transcript.ts";

/** [HO13] What a bot says after a person took over is refused, with who has it. */
export function takenOver(tx: ReadTx, { assigneeId }: Conversation, agent: Agent): Answer | undefined {
  if (agent.role !== "bot" || assigneeId === undefined || assigneeId === agent.id) return undefined;
  return {
    status: 409,
    body: problem(409, "taken-over", "A person has this conversation.", {
      by: assigneeId,
      byName: tx.get("agent", assigneeId)?.name,
      detail: "Nothing was sent. It comes back with a conversation.returned event, if it does.",
    }),
  };
}

/**
 * [S0-15] [HO10] Looks at what a bot is about to say: where it would only go on answering a machine, or say the same again, a person
 * takes over and it stays unsaid. Where the bot admits that it does not understand, it is said, and a person takes over after it.
 */
export function lookAtBotTurn(
  tx: WriteTx,
  conversation: Conversation,
  agent: Agent,
  text: string,
  now: Instant,
): { readonly refused?: Answer; readonly after?: () => void } {
  if (agent.role !== "bot") return {};
  tx.setBotOfConversation(conversation.id, agent.id);
  if (!isBots(conversation, agent)) return {};
  const found = autoHandoff([...transcript(tx, conversation.id), { from: "bot", at: now, text }], readBotPolicy(tx).rules);
  if (found === undefined) return {};
  if (found.stops) return { refused: handOverTurn(tx, conversation, found, now) };
  return { after: () => giveToPeople(tx, conversation, found, now) };
}

/** [HO10] What the guard would ask a person about, a bot says again only to somebody who did not like it the first time. */
export const REPEATS: AutoHandoff = { reason: "bot_repeats", stops: true, urgent: false, failedAttempts: 0 };

/** It is a bot's turn, and nobody has taken or asked for the conversation. */
export const isBots = ({ assigneeId, handoff, state }: Conversation, agent: Agent): boolean =>
  agent.role === "bot" && assigneeId === undefined && handoff === undefined && state !== "resolved";

/** The bot's words stay here, and a person takes over. */
export function handOverTurn(tx: WriteTx, conversation: Conversation, found: AutoHandoff, now: Instant): Answer {
  giveToPeople(tx, conversation, found, now);
  return {
    status: 409,
    body: problem(409, "handed-over", "This conversation goes to a person now.", {
      reason: found.reason,
      detail: "Nothing was sent: the customer would only have been told the same again, or the two of you would have gone on for ever.",
    }),
  };
}

function giveToPeople(tx: WriteTx, { id }: Conversation, found: AutoHandoff, now: Instant): void {
  const touched = new Set([id]);
  handOver({ tx, touched }, id, found, now);
  for (const one of touched) refreshClocks(tx, one, now);
}
