import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { toClientId, toNoteId, type AgentId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { minutes, plus, type Instant } from "../../shared/time.ts";
import type { DeskOrder } from "./desk-messages.ts";

/** Nobody reads a warning here: whoever writes has a reason for everything. */
const REASONS = Object.fromEntries(RULE_IDS.map((rule) => [rule, "meant"]));

/** What somebody at this desk would wish for, out of what it shows. */
export function wishOf(
  { dice: [which, how], id, kind }: Extract<DeskOrder, { readonly type: "wish" }>,
  { conversations }: Pick<InboxState, "conversations">,
  me: AgentId,
  now: Instant,
): Mutation | undefined {
  const known = [...conversations.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const conversation = known[Math.floor(which * known.length)];
  if (conversation === undefined) return undefined;
  const { claimEpoch, id: conversationId, lastInboundAt } = conversation;
  switch (kind) {
    case "send": {
      const text = `Your parcel ${id} leaves the warehouse on Monday at noon.`;
      const seen = lastInboundAt === undefined ? {} : { seenInboundAt: lastInboundAt };
      return { kind, conversationId, clientId: toClientId(id), text, claimEpoch, overrides: REASONS, composedAt: now, ...seen };
    }
    case "claim":
      return { kind, conversationId, epoch: claimEpoch };
    case "assign":
      return { kind, conversationId, to: how < 0.5 ? { kind: "nobody" } : { kind: "agent", id: me } };
    case "note":
      return { kind, conversationId, noteId: toNoteId(id), text: `Called the depot about ${id}.`, at: now };
    case "resolve":
      return { kind, conversationId, outcome: "solved", noReplyNeeded: "goodbye" };
    case "reopen":
      return { kind, conversationId };
    case "snooze":
      return { kind, conversationId, until: plus(now, minutes(1 + Math.floor(how * 90))) };
    case "priority":
      return { kind, conversationId, priority: how < 0.5 ? "high" : "low" };
    default:
      return undefined;
  }
}
