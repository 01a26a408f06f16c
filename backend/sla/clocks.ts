import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { customerWaits } from "../../shared/inbox/waiting.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { settingsFor } from "./settings.ts";

/** Brings a conversation's clocks, and what its state owes to them, in line with its whole history (S16: whatever order it came in). */
export function refreshClocks(tx: WriteTx, id: ConversationId, now: Instant): void {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined) return;

  const { calendars, changes, policies } = settingsFor(tx, conversation.createdAt);
  const cases = foldCases([...tx.events(id), ...changes], { policies, calendars, context: contextOf(tx, conversation), now });
  tx.setClocks(
    id,
    cases.flatMap(({ clocks, no }) => clocks.map((clock, index) => ({ ...clock, caseNo: no, index, policyId: clock.policy?.id, policyVersion: clock.policy?.version }))),
  );
  const clocks = cases.at(-1)?.clocks ?? [];
  tx.put("conversation", id, { ...conversation, clocks, state: stateAfter({ ...conversation, clocks }) });
}

/** Whose turn it is follows from the clocks; what somebody decided (snoozed, resolved, with the bot) stays. */
function stateAfter(conversation: Conversation): Conversation["state"] {
  const { assigneeId, clocks, handoff, state } = conversation;
  if (state === "bot" || state === "snoozed" || state === "resolved") return state;
  if (customerWaits(clocks) || (handoff !== undefined && handoff.claimedBy === undefined && assigneeId === undefined)) return assigneeId === undefined ? "queued" : "open";
  return "waiting";
}

/** What policies read about the conversation at its beginning; later changes are events (P3). */
function contextOf(tx: ReadTx, { numberId, teamId }: Conversation) {
  const number = tx.get("number", numberId);
  return { ...(number === undefined ? {} : { number: number.phoneNumberId }), ...(teamId === undefined ? {} : { team: teamId }) };
}
