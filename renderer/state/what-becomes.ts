import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { HeldReason } from "../../shared/inbox/message.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { TOO_OLD } from "../../shared/sync/too-old.ts";
import { plus, toInstant, type Duration, type Instant } from "../../shared/time.ts";
import { serviceWindow } from "../../shared/window/service-window.ts";

/**
 * What will become of a wish when it leaves, as far as this desk can know: it goes, it goes if it leaves in time, or it
 * will be held. Said before, so that nobody is surprised after.
 */
export type Fate =
  | { readonly kind: "goes" }
  | { readonly kind: "goes-until"; readonly at: Instant; readonly reason: "too_old" | "window_closed" }
  /** `byClock`: it is so by the time that it is now, and a clock that was not compared may be wrong about it [I14]. */
  | { readonly kind: "will-be-held"; readonly reason: Extract<HeldReason, "too_old" | "window_closed" | "new_inbound_since">; readonly byClock: boolean }
  | { readonly kind: "leaves-at"; readonly at: Instant }
  /** Its time passes before it could be done. */
  | { readonly kind: "will-be-refused"; readonly code: "in_the_past" };

const GOES: Fate = { kind: "goes" };

export function whatBecomes(mutation: Mutation, conversation: Conversation | undefined, now: Instant, windowMargin: Duration): Fate {
  if (mutation.kind === "snooze") return mutation.until <= now ? { kind: "will-be-refused", code: "in_the_past" } : GOES;
  if (mutation.kind !== "send") return GOES;

  const oldAt = plus(toInstant(Math.max(mutation.composedAt, mutation.sendAt ?? 0)), TOO_OLD);
  if (now > oldAt) return { kind: "will-be-held", reason: "too_old", byClock: true };
  if (mutation.sendAt !== undefined && mutation.sendAt > now) return { kind: "leaves-at", at: toInstant(mutation.sendAt) };

  // A template needs no window, and answers nothing in particular.
  if (mutation.template !== undefined || conversation === undefined) return { kind: "goes-until", at: oldAt, reason: "too_old" };
  if (mutation.seenInboundAt !== undefined && (conversation.lastInboundAt ?? 0) > mutation.seenInboundAt)
    return { kind: "will-be-held", reason: "new_inbound_since", byClock: false };

  const window = serviceWindow(conversation, plus(now, windowMargin));
  if (!("closesAt" in window)) return { kind: "will-be-held", reason: "window_closed", byClock: window.kind === "closed" };
  return window.closesAt - windowMargin < oldAt
    ? { kind: "goes-until", at: toInstant(window.closesAt - windowMargin), reason: "window_closed" }
    : { kind: "goes-until", at: oldAt, reason: "too_old" };
}
