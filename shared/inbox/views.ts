import type { AgentId } from "../ids.ts";
import { bitesAt } from "../sla/rank.ts";
import { hours, plus, type Instant } from "../time.ts";
import { SERVICE_WINDOW, serviceWindow } from "../window/service-window.ts";
import type { Conversation } from "./conversation.ts";
import { customerWaits } from "./waiting.ts";

/** The fixed views of the inbox, in the order in which they stand. Labels and teams are views too: `label:ID`, `team:ID`. */
export const VIEWS = ["due", "mine", "unassigned", "handoffs", "approve", "closing", "breached", "waiting", "snoozed", "done"] as const;
export type FixedView = (typeof VIEWS)[number];
export type ViewKey = FixedView | `label:${string}` | `team:${string}`;

export type SortKey = "due" | "newest" | "oldest" | "window";

/** "Window closing" lists what closes within this time. */
export const CLOSING_SOON = hours(2);

/** Whether a conversation stands in a view at `now`, seen by `me`. */
export function inView(conversation: Conversation, view: ViewKey, me: AgentId, now: Instant): boolean {
  const active = conversation.state !== "resolved" && conversation.state !== "snoozed";
  switch (view) {
    case "due":
      return active && conversation.state !== "bot";
    case "mine":
      return active && conversation.assigneeId === me;
    case "unassigned":
      return active && conversation.assigneeId === undefined && conversation.state !== "bot";
    case "handoffs":
      return active && conversation.handoff !== undefined && conversation.handoff.claimedBy === undefined && conversation.assigneeId === undefined;
    // [G-APPROVAL] Wherever the case stands: somebody waits for an answer. Nobody approves their own.
    case "approve":
      return conversation.toApprove?.some(({ author }) => author !== me) === true;
    case "closing": {
      const window = serviceWindow(conversation, now);
      return active && window.kind === "open" && window.closesAt - now <= CLOSING_SOON;
    }
    case "breached": {
      const due = conversation.clocks.some(
        (clock) =>
          clock.dueAt !== undefined &&
          clock.dueAt <= now &&
          clock.metAt === undefined &&
          clock.stoppedAt === undefined &&
          (clock.state === "running" || clock.state === "breached"),
      );
      return active && due;
    }
    case "waiting":
      return active && conversation.state !== "bot" && !customerWaits(conversation.clocks);
    case "snoozed":
      return conversation.state === "snoozed";
    case "done":
      return conversation.state === "resolved";
    default:
      return active && (view.startsWith("label:") ? conversation.labels.includes(view.slice(6)) : conversation.teamId === view.slice(5));
  }
}

/** [R1] Ascending order of this number is the order of a list; equal ones are settled by id. Does not depend on now. */
export function sortNumber(conversation: Conversation, sort: SortKey): number {
  switch (sort) {
    case "due": {
      const bites = bitesAt(conversation.clocks, closesAt(conversation));
      return bites ?? Number.MAX_SAFE_INTEGER - (conversation.lastMessage?.at ?? conversation.createdAt);
    }
    case "newest":
      return -(conversation.lastMessage?.at ?? conversation.createdAt);
    case "oldest":
      return conversation.lastMessage?.at ?? conversation.createdAt;
    case "window":
      return closesAt(conversation) ?? Number.MAX_SAFE_INTEGER;
  }
}

/** When the certain window closes, whether that is over or not. */
export function closesAt(conversation: Conversation): Instant | undefined {
  return conversation.lastInboundAt === undefined ? undefined : plus(conversation.lastInboundAt, SERVICE_WINDOW);
}
