import type { Instant } from "../time.ts";
import type { MessageState } from "./message.ts";

/** States that the platform reports, from least to most. A late `failed` says nothing once the message was seen to arrive. */
const RANK: Readonly<Partial<Record<MessageState, number>>> = { unknown: 0, sending: 1, accepted: 2, sent: 3, failed: 4, delivered: 5, read: 6, played: 7 };

export interface Delivery {
  readonly state: MessageState;
  readonly stateAt: Readonly<Partial<Record<MessageState, Instant>>>;
}

/** [I10] News only moves a message forward, whatever the order in which it comes; a late report only fills in its time. */
export function advance<D extends Delivery>(delivery: D, report: { readonly state: MessageState; readonly at: Instant }): D {
  const known = delivery.stateAt[report.state];
  const stateAt = known !== undefined && known <= report.at ? delivery.stateAt : { ...delivery.stateAt, [report.state]: report.at };
  const ahead = (RANK[report.state] ?? -1) > (RANK[delivery.state] ?? -1);
  if (!ahead && stateAt === delivery.stateAt) return delivery;
  return { ...delivery, stateAt, state: ahead ? report.state : delivery.state };
}
