import type { Clock } from "../sla/clock.ts";

const REPLY_CLOCKS = new Set<Clock["kind"]>(["first-reply", "next-reply", "handoff"]);

/** Whether a run of the customer's is open: asked, and neither answered nor ended. */
export function customerWaits(clocks: readonly Clock[]): boolean {
  return clocks.some((clock) => REPLY_CLOCKS.has(clock.kind) && isOpen(clock));
}

/** [S18] A breached clock stays open until a late reply or an end; so does one whose policy no longer matches: its deadline is gone, not the customer. */
export function isOpen({ metAt, state, stoppedAt }: Clock): boolean {
  if (state === "running" || state === "paused") return true;
  return (state === "breached" || state === "cancelled") && metAt === undefined && stoppedAt === undefined;
}
