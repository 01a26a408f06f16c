import type { AgentId, TeamId } from "../ids.ts";
import type { StoryLine } from "../inbox/message.ts";
import type { SlaEvent } from "../sla/events.ts";
import { between, type Duration, type Instant } from "../time.ts";

/** Where a conversation lies. */
export type Place =
  | { readonly kind: "queue"; readonly teamId?: TeamId | undefined }
  | { readonly kind: "agent"; readonly agentId: AgentId }
  | { readonly kind: "bot" }
  | { readonly kind: "done" };

export type HopWhy =
  | "handoff"
  | "claim"
  | "assign"
  | "released"
  | "owner-left"
  | "claim-ended"
  | "overflow"
  | "to-bot"
  /** Nobody gave it: the case began with the bot, or the platform's own took it. */
  | "bot-took"
  | "bot-answered"
  | "person-answered"
  | "resolve"
  | "reopen"
  | "wrote-again";

/** [HO9] */
export interface Hop {
  readonly from: Place;
  readonly to: Place;
  readonly at: Instant;
  readonly why: HopWhy;
  /** Who did it; nobody: a rule, the platform or the customer. */
  readonly by?: AgentId | undefined;
  /** The bot's own word for it. */
  readonly reason?: string | undefined;
  /** How long it lay at `to`; so far, where it still does. */
  readonly durationMs: Duration;
  readonly ongoing?: true | undefined;
}

interface Step {
  readonly at: Instant;
  readonly why: HopWhy;
  readonly to: (from: Place, before: Place) => Place;
  readonly by?: AgentId | undefined;
  readonly reason?: string | undefined;
  /** Whether it says anything where the conversation lies. */
  readonly when?: ((from: Place, handoff: boolean) => boolean) | undefined;
}

/** [HO9] From whom to whom, when, why, and how long it lay there, in order. What changed no place is no hop. */
export function hopsOf(story: readonly StoryLine[], events: readonly SlaEvent[], createdAt: Instant, now: Instant): readonly Hop[] {
  const steps = [...story.flatMap(stepOfStory), ...events.flatMap(stepOfEvent)].sort((a, b) => a.at - b.at);
  const hops: Omit<Hop, "durationMs">[] = [];
  let place: Place = { kind: "queue" };
  // Where it lay before it was done: a customer who writes again finds it there.
  let before: Place = place;
  let handoff = false;
  for (const { at, by, reason, to: goes, when, why } of steps) {
    if (when !== undefined && !when(place, handoff)) continue;
    const to = goes(place, before);
    handoff = why === "handoff" || (why === "assign" && to.kind === "queue") || (handoff && why !== "to-bot" && why !== "bot-took" && why !== "wrote-again");
    // A handoff counts even where nobody had it: the bot that gave up need not have said a word.
    if (samePlace(place, to) && why !== "handoff") continue;
    hops.push({ from: place, to, at, why, by, reason });
    if (to.kind === "done") before = place;
    place = to;
  }
  return hops.map((hop, i): Hop => {
    const next = hops[i + 1];
    const until = next?.at ?? now;
    const begins = hop.at < createdAt ? createdAt : hop.at;
    return {
      ...definedOf(hop),
      durationMs: between(begins, until < begins ? begins : until),
      ...(next === undefined && hop.to.kind !== "done" ? { ongoing: true } : {}),
    };
  });
}

function stepOfStory({ at, by, data, kind }: StoryLine): readonly Step[] {
  const queue: Step["to"] = (from) => ({ kind: "queue", ...teamOf(from) });
  switch (kind) {
    case "handoff":
      return [{ at, by, why: "handoff", to: queue, reason: data["reason"] }];
    case "claim":
      return by === undefined ? [] : [{ at, by, why: "claim", to: () => ({ kind: "agent", agentId: by }) }];
    case "assign": {
      const { team, to } = data;
      if (team !== undefined)
        return [{ at, by, why: data["because"] === "overflow" ? "overflow" : "assign", to: () => ({ kind: "queue", teamId: team as TeamId }) }];
      return to === undefined ? [] : [{ at, by, why: "assign", to: () => ({ kind: "agent", agentId: to as AgentId }) }];
    }
    case "released":
      return [{ at, by, why: data["because"] === "left" ? "owner-left" : "released", to: queue }];
    case "claim-ended":
      return [{ at, why: "claim-ended", to: queue }];
    case "to-bot":
      return [{ at, by, why: "to-bot", to: () => ({ kind: "bot" }) }];
    case "resolve":
      return [{ at, by, why: "resolve", to: () => ({ kind: "done" }) }];
    case "reopen":
      return [{ at, by, why: "reopen", to: (_, before) => whereReopened(before), when: ({ kind: lies }) => lies === "done" }];
    default:
      return [];
  }
}

function stepOfEvent(event: SlaEvent): readonly Step[] {
  const { at } = event;
  switch (event.type) {
    case "transfer":
      return event.to === "bot" ? [{ at, why: "bot-took", to: () => ({ kind: "bot" }) }] : [];
    case "inbound":
      return [{ at, why: "wrote-again", to: (_, before) => whereReopened(before), when: ({ kind }) => kind === "done" }];
    case "outbound":
      if (event.state !== "accepted") return [];
      if (event.author === "bot") return [{ at, why: "bot-answered", to: () => ({ kind: "bot" }), when: ({ kind }, handoff) => kind === "queue" && !handoff }];
      if (event.author === "automation") return [];
      return [{ at, why: "person-answered", to: () => ({ kind: "queue" }), when: ({ kind }) => kind === "bot" }];
    default:
      return [];
  }
}

/** What a bot had resolved or lost comes to people. */
const whereReopened = (before: Place): Place => (before.kind === "agent" || before.kind === "queue" ? before : { kind: "queue" });
const teamOf = (place: Place): { readonly teamId?: TeamId } => (place.kind === "queue" && place.teamId !== undefined ? { teamId: place.teamId } : {});

function samePlace(a: Place, b: Place): boolean {
  if (a.kind === "agent" && b.kind === "agent") return a.agentId === b.agentId;
  if (a.kind === "queue" && b.kind === "queue") return a.teamId === b.teamId;
  return a.kind === b.kind;
}

const definedOf = <Value extends object>(value: Value): Value => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
