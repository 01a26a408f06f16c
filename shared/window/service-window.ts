import { windowFacts } from "../platform/facts.ts";
import { between, latest, plus, seconds, type Duration, type Instant } from "../time.ts";

/** [W1] An agent may write freely for this long after the customer's last message, by the customer's own send time. */
export const SERVICE_WINDOW = windowFacts.service.value;

/** [W1] Sending stops this long before the window closes, so that nothing arrives behind a closed door. Default of the policy. */
export const WINDOW_MARGIN = seconds(60);

/** What the window hangs on. Our own messages are not here, because they never touch it. */
export interface WindowTouches {
  /** The newest message or call of the customer, by its send time. */
  readonly lastInboundAt?: Instant | undefined;
  /** The newest reaction or unsupported message: it may have opened the window, nobody says so. */
  readonly possibleInboundAt?: Instant | undefined;
}

export type ServiceWindow =
  | { readonly kind: "never-opened" }
  | { readonly kind: "open"; readonly closesAt: Instant }
  | { readonly kind: "possible"; readonly closesAt: Instant }
  | { readonly kind: "closed"; readonly closedAt: Instant };

/** [W1] The window at `now`; at the very instant of closing it is closed. What is certain beats what is possible. */
export function serviceWindow({ lastInboundAt, possibleInboundAt }: WindowTouches, now: Instant): ServiceWindow {
  const certain = lastInboundAt === undefined ? undefined : plus(lastInboundAt, SERVICE_WINDOW);
  if (certain !== undefined && now < certain) return { kind: "open", closesAt: certain };

  const possible = possibleInboundAt === undefined ? undefined : plus(possibleInboundAt, SERVICE_WINDOW);
  if (possible !== undefined && now < possible) return { kind: "possible", closesAt: possible };

  if (certain === undefined) return possible === undefined ? { kind: "never-opened" } : { kind: "closed", closedAt: possible };
  return { kind: "closed", closedAt: latest(possible, certain) };
}

/** The share of the 24 hours that is left, 0 to 1: the arc of the ring. */
export function windowShare(window: ServiceWindow, now: Instant): number {
  if (window.kind !== "open" && window.kind !== "possible") return 0;
  return Math.min(1, Math.max(0, windowRemaining(window.closesAt, now) / SERVICE_WINDOW));
}

const windowRemaining = (closesAt: Instant, now: Instant): Duration => between(now, closesAt);
