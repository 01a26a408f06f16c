import { toInstant, type Instant } from "../time.ts";
import type { SlaEvent } from "./events.ts";

/** [W1] When it happened: a customer's message at its own send time, which cannot lie after its receipt. */
export function happenedAt(event: SlaEvent): Instant {
  if (event.type !== "inbound") return event.at;

  const sentAt = event.sentAt ?? event.at;
  return toInstant(Math.min(sentAt, event.receivedAt ?? sentAt));
}

/**
 * [S16] The order in which events count: by time; at the same instant by what makes sense of them together (rules before what
 * they rule, the question before the answer, the bot's last words before its handoff, sending before resolving); then by
 * name and content, so that the order of arrival never decides.
 */
export function compareEvents(a: SlaEvent, b: SlaEvent): number {
  return (
    happenedAt(a) - happenedAt(b) || precedence(a) - precedence(b) || compareText(a.id ?? "", b.id ?? "") || compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

export const inOrder = (events: readonly SlaEvent[]): readonly SlaEvent[] => events.toSorted(compareEvents);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const PRECEDENCE = {
  // Policies that are saved together with their calendars find them there.
  calendarChange: 0,
  policyChange: 1,
  context: 2,
  priority: 3,
  reopen: 4,
  inbound: 5,
  // 6: a bot's or a rule's message
  handoff: 7,
  claim: 8,
  assign: 9,
  transfer: 10,
  outbound: 11,
  // 12: a failure takes back an acceptance, so it comes after it
  // A hold cannot be over in the millisecond in which it began, so the release is the earlier one's.
  release: 13,
  hold: 14,
  snooze: 15,
  noReplyNeeded: 16,
  resolve: 17,
  note: 18,
  acknowledgeBreach: 19,
} as const satisfies Record<SlaEvent["type"], number>;

function precedence(event: SlaEvent): number {
  if (event.type !== "outbound") return PRECEDENCE[event.type];
  if (event.state === "failed") return 12;
  return isHuman(event.author) ? PRECEDENCE.outbound : 6;
}

/** [S5] What the Business app sends is a person's; everything else that is not `human` never meets a human clock. */
export const isHuman = (author: "human" | "bot" | "automation" | "app"): boolean => author === "human" || author === "app";
