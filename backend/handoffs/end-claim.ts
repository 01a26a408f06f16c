import { isAnsweredSince, keptByTyping, runningClaim, withoutClaim, withoutClaimTime } from "../../shared/handoffs/claim-time.ts";
import { claimTimeOf, typingTimeOf } from "../../shared/handoffs/queue-settings.ts";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { PRESENCE_TTL_MS } from "../../shared/sync/protocol.ts";
import { latest, minutes, plus, toDuration, type Instant } from "../../shared/time.ts";
import { refreshClocks } from "../sla/clocks.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { tellClaimEnded } from "./queue-alerts.ts";
import { readQueueSettings } from "./queue-settings.ts";

/** How long an answer that is on its way has until it is looked at again. */
const ON_ITS_WAY = minutes(1);

/**
 * [HO4] A claim has run out: back to the queue with its old clocks, or on with it where it was answered after all. The row alone
 * decides, inside this transaction, so that of several processes one does it.
 */
export function endClaim(tx: WriteTx, id: ConversationId, now: Instant): "ended" | "goes-on" {
  const conversation = tx.get("conversation", id);
  if (conversation?.handoff?.claimEndsAt === undefined || conversation.handoff.claimEndsAt > now) return "goes-on";
  const { handoff } = conversation;
  const claim = runningClaim(conversation);
  if (claim === undefined || isAnsweredSince(tx.events(id), claim.claimedAt)) {
    tx.put("conversation", id, { ...conversation, handoff: withoutClaimTime(handoff) });
    return "goes-on";
  }
  const under = answerUnderWay(tx, conversation, claim.claimedAt, now);
  if (under !== undefined) {
    tx.put("conversation", id, { ...conversation, handoff: { ...handoff, claimEndsAt: under } });
    return "goes-on";
  }

  const former = conversation.assigneeId;
  const after: Conversation = {
    ...conversation,
    assigneeId: undefined,
    claimEpoch: conversation.claimEpoch + 1,
    state: "queued",
    snoozedUntil: undefined,
    handoff: withoutClaim(handoff),
  };
  tx.put("conversation", id, after);
  const story = `${id}:claim-ended:${claim.claimedAt}`;
  tx.put("story", story, { id: story, conversationId: id, at: now, kind: "claim-ended", data: former === undefined ? {} : { from: former } });
  tx.appendAudit({ at: now, who: "queue", action: "claim-ended", target: id, data: JSON.stringify({ from: former, claimedAt: claim.claimedAt }) });
  refreshClocks(tx, id, now);
  if (former !== undefined) tellClaimEnded(tx, after, former, now);
  return "ended";
}

const LIVE = new Set<Message["state"]>(["queued", "sending", "unknown"]);
const WAITS = new Set(["scheduled", "awaiting_approval", "undelivered_before"]);
/** More of its own messages than this nobody writes in the time of a claim. */
const LOOKED_AT = 30;

/** When an answer that was written, and has not been accepted, is looked at again; undefined where there is none. */
function answerUnderWay(tx: ReadTx, { id }: Conversation, claimedAt: Instant, now: Instant): Instant | undefined {
  const under = tx
    .messages(id, LOOKED_AT)
    .find(
      ({ at, author, held, state }) => author.kind === "human" && at >= claimedAt && (LIVE.has(state) || (state === "held" && WAITS.has(held?.reason ?? ""))),
    );
  return under === undefined ? undefined : plus(latest(under.held?.sendAt, now), ON_ITS_WAY);
}

/** [HO4] Its owner types: the claim holds a little longer. Written down, so that it holds over a restart and in every process. */
export function keepClaim(tx: WriteTx, id: ConversationId, agentId: AgentId, now: Instant): void {
  const conversation = tx.get("conversation", id);
  const end = conversation === undefined ? undefined : endWhileTyping(tx, conversation, agentId, now);
  if (conversation?.handoff !== undefined && end !== undefined)
    tx.put("conversation", id, { ...conversation, handoff: { ...conversation.handoff, claimEndsAt: end } });
}

/** Signs of typing that change so little are not worth a write. */
const WORTH_MS = 2_000;

export function endWhileTyping(tx: ReadTx, conversation: Conversation, agentId: AgentId, now: Instant): Instant | undefined {
  const claim = conversation.assigneeId === agentId ? runningClaim(conversation) : undefined;
  const { settings } = readQueueSettings(tx);
  const claimTime = claimTimeOf(settings);
  if (claim === undefined || claimTime === undefined) return undefined;
  const end = keptByTyping(claim, now, toDuration(PRESENCE_TTL_MS), claimTime, typingTimeOf(settings));
  return end - claim.endsAt >= WORTH_MS ? end : undefined;
}
