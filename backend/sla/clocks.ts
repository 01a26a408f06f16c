import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { customerWaits } from "../../shared/inbox/waiting.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { latest, type Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { settingsFor } from "./settings.ts";

/** Each calendar is compiled once for the process. */
const compile = createCompile();

/** Brings a conversation's clocks, and what its state owes to them, in line with its whole history (S16: whatever order it came in). */
export function refreshClocks(tx: WriteTx, id: ConversationId, now: Instant): void {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined) return;

  const { calendars, changes, policies } = settingsFor(tx, conversation.createdAt);
  const events = [...tx.events(id), ...changes];
  // A webhook may speak of a moment that this machine's clock has not reached yet: it has happened all the same.
  const until = events.reduce((newest, { at }) => latest(newest, at), now);
  const cases = foldCases(events, { policies, calendars, compile, context: contextOf(tx, conversation), now: until });
  tx.setClocks(
    id,
    cases.flatMap(({ clocks, no }) =>
      clocks.map((clock) => ({ ...clock, caseNo: no, owner: clock.owner ?? "", policyId: clock.policy?.id, policyVersion: clock.policy?.version })),
    ),
  );
  const clocks = cases.at(-1)?.clocks ?? [];
  tx.put("conversation", id, { ...conversation, clocks, state: stateAfter({ ...conversation, clocks }) });
}

/** Whose turn it is follows from the clocks; what somebody decided (snoozed, resolved, with the bot) stays. */
function stateAfter(conversation: Conversation): Conversation["state"] {
  const { assigneeId, clocks, handoff, state } = conversation;
  if (state === "bot" || state === "snoozed" || state === "resolved") return state;
  if (customerWaits(clocks) || (handoff !== undefined && handoff.claimedBy === undefined && assigneeId === undefined))
    return assigneeId === undefined ? "queued" : "open";
  return "waiting";
}

/** What policies read about the conversation at its beginning; later changes are events (P3). */
function contextOf(tx: ReadTx, { numberId, teamId }: Conversation) {
  const number = tx.get("number", numberId);
  return { ...(number === undefined ? {} : { number: number.phoneNumberId }), ...(teamId === undefined ? {} : { team: teamId }) };
}
