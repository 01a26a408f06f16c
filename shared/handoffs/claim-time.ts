import type { Conversation, Handoff } from "../inbox/conversation.ts";
import { customerWaits } from "../inbox/waiting.ts";
import type { SlaEvent } from "../sla/events.ts";
import { latest, plus, type Duration, type Instant } from "../time.ts";

/** [HO4] A claim whose time is running: its owner has not answered yet. */
export interface RunningClaim {
  readonly claimedAt: Instant;
  readonly endsAt: Instant;
}

/** Undefined where nothing runs: nobody claimed it, it was passed on or is done, or it was answered. */
export function runningClaim({ assigneeId, handoff, state }: Pick<Conversation, "assigneeId" | "handoff" | "state">): RunningClaim | undefined {
  const { claimEndsAt, claimedAt, claimedBy } = handoff ?? {};
  if (claimEndsAt === undefined || claimedAt === undefined || claimedBy === undefined) return undefined;
  return claimedBy === assigneeId && state !== "resolved" && state !== "bot" ? { claimedAt, endsAt: claimEndsAt } : undefined;
}

/** [HO4] An answer that was accepted, and has not failed since (S7), or a word that none is needed (S11). */
export function isAnsweredSince(events: readonly SlaEvent[], claimedAt: Instant): boolean {
  const failed = new Set(events.flatMap((event) => (event.type === "outbound" && event.state === "failed" ? [event.messageId] : [])));
  return events.some((event) => {
    if (event.at < claimedAt) return false;
    if (event.type === "noReplyNeeded") return true;
    const byAPerson = event.type === "outbound" && event.state === "accepted" && (event.author === "human" || event.author === "app");
    return byAPerson && (event.messageId === undefined || !failed.has(event.messageId));
  });
}

/** [HO4] Who types is not interrupted, until `most` after the claim's own time: the later end, or the same. */
export function keptByTyping(claim: RunningClaim, now: Instant, sign: Duration, claimTime: Duration, most: Duration): Instant {
  if (now >= claim.endsAt) return claim.endsAt;
  const cap = plus(plus(claim.claimedAt, claimTime), most);
  const wanted = plus(now, sign);
  return latest(claim.endsAt, wanted < cap ? wanted : cap);
}

/** Nobody has it any more: what says who had it goes. */
export function withoutClaim(handoff: Handoff): Handoff {
  const { claimEndsAt: _endsAt, claimedAt: _at, claimedBy: _by, ...rest } = handoff;
  return rest;
}

/** It stays whose it was, and its time runs no more. */
export function withoutClaimTime(handoff: Handoff): Handoff {
  const { claimEndsAt: _, ...rest } = handoff;
  return rest;
}

/** [HO6] What is left of a handoff when its owner lets go: to be claimed again where the customer waits; else it was answered. */
export function letGo({ clocks, handoff }: Pick<Conversation, "clocks" | "handoff">): Pick<Conversation, "handoff"> {
  if (handoff === undefined) return {};
  return { handoff: customerWaits(clocks) ? withoutClaim(handoff) : withoutClaimTime(handoff) };
}
