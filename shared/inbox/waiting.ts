import type { Clock } from "../sla/clock.ts";

const REPLY_CLOCKS = new Set<Clock["kind"]>(["first-reply", "next-reply", "handoff"]);

/** Whether a run of the customer's is open: asked, and neither answered nor ended. */
export function customerWaits(clocks: readonly Clock[]): boolean {
  return clocks.some((clock) => REPLY_CLOCKS.has(clock.kind) && isOpen(clock));
}

/** [S18] A breached clock stays open until a late reply or an end. */
export function isOpen(clock: Clock): boolean {
  return clock.state === "running" || clock.state === "paused" || (clock.state === "breached" && clock.metAt === undefined && clock.stoppedAt === undefined);
}
