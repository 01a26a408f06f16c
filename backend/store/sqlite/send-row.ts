import { toAgentId, toClientId, toConversationId, toDeviceId, toMessageId } from "../../../shared/ids.ts";
import { toInstant } from "../../../shared/time.ts";
import type { SendRow } from "../store.ts";
import { instant, number, text } from "./columns.ts";
import type { Row } from "./database.ts";

export function sendRow(row: Row | undefined): SendRow | undefined {
  if (row === undefined) return undefined;
  const device = text(row["device_id"]);
  return {
    clientId: toClientId(String(row["client_id"])),
    messageId: toMessageId(String(row["message_id"])),
    conversationId: toConversationId(String(row["conversation_id"])),
    deviceId: device === undefined ? undefined : toDeviceId(device),
    agentId: toAgentId(String(row["agent_id"])),
    state: String(row["state"]) as SendRow["state"],
    order: Number(row["ord"]),
    attempt: Number(row["attempt"]),
    nextAt: toInstant(Number(row["next_at"])),
    postStartedAt: instant(row["post_started_at"]),
    claimEpoch: number(row["claim_epoch"]),
    seenInboundAt: instant(row["seen_inbound_at"]),
    composedAt: toInstant(Number(row["composed_at"])),
    sendAt: instant(row["send_at"]),
    whenDelivered: row["when_delivered"] === 1,
    cannedReply: row["canned_reply"] === 1,
    cannedReplyId: text(row["canned_reply_id"]),
    confirmsOptOut: row["confirms_opt_out"] === 1,
  };
}
