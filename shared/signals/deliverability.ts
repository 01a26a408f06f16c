import { minus, type Instant } from "../time.ts";
import { hasArrived, wasRead, wasSent, type OutboundHour } from "./outbound.ts";
import { sumOf, type Share } from "./share.ts";
import { signalFacts } from "./signal-facts.ts";

/** [S4-26] What became of what was sent. `arrived`, `underWay` and the failures add up to `sent`. */
export interface Deliverability {
  readonly sent: number;
  readonly arrived: number;
  /** Taken by the platform, and no word of their arrival yet. */
  readonly underWay: number;
  readonly failures: readonly { readonly code: number | undefined; readonly count: number }[];
  /** Of those we began, old enough to be judged. */
  readonly undelivered: Share;
  /** Of those we began that arrived long enough ago. */
  readonly unread: Share;
}

const countOf = (some: readonly OutboundHour[]): number => sumOf(some, ({ count }) => count);
const HOUR_MS = 3_600_000;
/** An hour counts when its last minute does. */
const isOlder = ({ hour }: OutboundHour, than: Instant): boolean => hour + HOUR_MS <= than;

export function deliverability(outbound: readonly OutboundHour[], now: Instant): Deliverability {
  const sent = outbound.filter(({ state }) => wasSent(state));
  const failed = sent.filter(({ state }) => state === "failed");
  const arrived = countOf(sent.filter(({ state }) => hasArrived(state)));
  const codes = [...new Set(failed.map(({ code }) => code))];
  return {
    sent: countOf(sent),
    arrived,
    underWay: countOf(sent) - countOf(failed) - arrived,
    failures: codes
      .map((code) => ({ code, count: countOf(failed.filter((one) => one.code === code)) }))
      .toSorted((a, b) => b.count - a.count || (a.code ?? 0) - (b.code ?? 0)),
    undelivered: undelivered(sent, now),
    unread: unread(sent, now),
  };
}

/** [S0-13] Fresh messages say nothing yet: a phone may be off for a night. */
function undelivered(sent: readonly OutboundHour[], now: Instant): Share {
  const settled = sent.filter((one) => one.started && (one.state === "failed" || isOlder(one, minus(now, signalFacts.undeliveredAfter.value))));
  return { count: countOf(settled.filter(({ state }) => !hasArrived(state))), of: countOf(settled) };
}

function unread(sent: readonly OutboundHour[], now: Instant): Share {
  const settled = sent.filter((one) => one.started && hasArrived(one.state) && isOlder(one, minus(now, signalFacts.unreadAfter.value)));
  return { count: countOf(settled.filter(({ state }) => !wasRead(state))), of: countOf(settled) };
}
