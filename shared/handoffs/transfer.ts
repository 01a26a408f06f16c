import type { AgentId } from "../ids.ts";
import type { SlaEvent } from "../sla/events.ts";
import { between, type Duration, type Instant } from "../time.ts";
import type { Hop, Place } from "./hops.ts";

/** [S4-16] One transfer, as the customer felt it: asked for, taken, answered. */
export interface Transfer {
  readonly to: Place;
  readonly by?: AgentId | undefined;
  readonly requestedAt: Instant;
  /** Who is available is given it at once; in a team's queue somebody has to claim it. */
  readonly acceptedAt?: Instant | undefined;
  readonly firstReplyAt?: Instant | undefined;
  readonly acceptMs?: Duration | undefined;
  /** From the request. */
  readonly firstReplyMs?: Duration | undefined;
  /** It was passed on, given back or resolved before somebody answered. */
  readonly endedBy?: Hop["why"] | undefined;
}

/** [S4-16] Request, acceptance and first reply of every transfer; what has not happened is missing. */
export function transfersOf(hops: readonly Hop[], events: readonly SlaEvent[]): readonly Transfer[] {
  return hops.flatMap((hop, i): readonly Transfer[] => {
    if (hop.why !== "assign") return [];
    const next = hops[i + 1];
    const taken = hop.to.kind === "agent" ? hop : next !== undefined && next.to.kind === "agent" ? next : undefined;
    const passedOn = taken === undefined ? next : hops[hops.indexOf(taken) + 1];
    const firstReply = events
      .flatMap((event) => (event.type === "outbound" && event.state === "accepted" && (event.author === "human" || event.author === "app") ? [event.at] : []))
      .filter((at) => at >= hop.at && (passedOn === undefined || at <= passedOn.at))
      .sort((a, b) => a - b)[0];
    return [
      {
        to: hop.to,
        ...(hop.by === undefined ? {} : { by: hop.by }),
        requestedAt: hop.at,
        ...(taken === undefined ? {} : { acceptedAt: taken.at, acceptMs: between(hop.at, taken.at) }),
        ...(firstReply === undefined ? {} : { firstReplyAt: firstReply, firstReplyMs: between(hop.at, firstReply) }),
        ...(firstReply !== undefined || passedOn === undefined ? {} : { endedBy: passedOn.why }),
      },
    ];
  });
}
