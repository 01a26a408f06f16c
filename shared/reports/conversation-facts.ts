import { conversationTimes, type CaseTimes } from "../handoffs/times.ts";
import { hopsOf, type Hop, type HopWhy } from "../handoffs/hops.ts";
import { toAgentId, type AgentId } from "../ids.ts";
import type { StoryLine } from "../inbox/message.ts";
import { endingsOf } from "../outcomes/unmet.ts";
import type { OutcomeSettings } from "../outcomes/outcome-settings.ts";
import { writeOutcome } from "../outcomes/outcome.ts";
import { responseRate, type TurnCount } from "../signals/response-rate.ts";
import { outcomeOf } from "../sla/attainment.ts";
import type { ClockKind, ClockState } from "../sla/clock.ts";
import { elapsed, type CompiledCalendar } from "../sla/compile-calendar.ts";
import type { SlaEvent } from "../sla/events.ts";
import { happenedAt, inOrder } from "../sla/order.ts";
import { between, plus, toDuration, type Duration, type Instant } from "../time.ts";
import type { ClockFact, ReportFact } from "./report-fact.ts";

/** A clock of the table, as a breach list shows it too. */
export interface PastClock {
  readonly kind: ClockKind;
  readonly state: ClockState;
  readonly startedAt: Instant;
  readonly dueAt?: Instant | undefined;
  readonly metAt?: Instant | undefined;
  readonly stoppedAt?: Instant | undefined;
  readonly policy?: string | undefined;
  readonly cause?: string | undefined;
  /** The one with which it is stamped (S13); none: it promised nothing. */
  readonly calendar?: CompiledCalendar | undefined;
  /** Open time on hold. */
  readonly paused?: Duration | undefined;
}

export interface ConversationPast {
  readonly createdAt: Instant;
  /** When the customer service window closes, or closed. */
  readonly windowClosesAt?: Instant | undefined;
  /** The customer's alone (S14). */
  readonly clocks: readonly PastClock[];
  readonly events: readonly SlaEvent[];
  readonly story: readonly StoryLine[];
  /** Who wrote what met a clock then, where the conversation was nobody's. */
  readonly writerAt: (at: Instant) => AgentId | undefined;
}

export interface CountingRules extends OutcomeSettings {
  readonly now: Instant;
  /** How long the customer service window stays open. */
  readonly window: Duration;
}

/** Everything that is to be counted of a conversation, as of `now`. */
export function conversationFacts(past: ConversationPast, rules: CountingRules): readonly ReportFact[] {
  const { now } = rules;
  const hops = hopsOf(past.story, past.events, past.createdAt, now);
  const ownerAt = ownership(hops, past.events);
  const whose = (at: Instant) => ownerAt(at) ?? past.writerAt(at);
  return [
    ...past.clocks.flatMap((clock) => clockFacts(clock, past, rules, whose)),
    ...conversationTimes(past.events, now).flatMap((times) => waitFacts(times, whose)),
    ...hops.flatMap((hop): readonly ReportFact[] => (changedHands(hop) ? [{ what: "hop", at: hop.at, agent: agentOf(hop) }] : [])),
    ...endingsOf(past.events, { now, outcomes: rules.outcomes, within: rules.reopenedWithin }).map(({ at, need, outcome, reopenedAt }): ReportFact => ({
      what: "ending",
      at,
      agent: whose(at),
      outcome: writeOutcome(outcome),
      need,
      reopened: reopenedAt !== undefined,
    })),
  ];
}

function clockFacts(clock: PastClock, past: ConversationPast, rules: CountingRules, whose: (at: Instant) => AgentId | undefined): readonly ReportFact[] {
  const { calendar, dueAt, kind, metAt, startedAt, stoppedAt } = clock;
  const { now } = rules;
  const state: ClockState = clock.state === "running" && dueAt !== undefined && dueAt <= now ? "breached" : clock.state;
  const outcome = outcomeOf({ state, dueAt });
  // Whoever had it at the due instant is whose miss it is, also where somebody else answered late.
  const agent = whose(state === "breached" && dueAt !== undefined ? dueAt : (metAt ?? stoppedAt ?? now));
  // What had been stopped stays stopped, also where somebody answers later (S18).
  const end = stoppedAt ?? metAt ?? now;
  const fact: ClockFact = {
    what: "clock",
    at: dueAt ?? startedAt,
    agent,
    kind,
    startedAt,
    outcome,
    own: metAt === undefined || calendar === undefined ? undefined : toDuration(Math.max(0, elapsed(calendar, startedAt, metAt) - (clock.paused ?? 0))),
    wall: metAt === undefined ? undefined : between(startedAt, metAt),
    overdue:
      state !== "breached" || dueAt === undefined
        ? undefined
        : end <= dueAt
          ? toDuration(0)
          : calendar === undefined
            ? between(dueAt, end)
            : elapsed(calendar, dueAt, end),
    policy: clock.policy,
    cause: state === "breached" ? clock.cause : undefined,
  };
  const isTurn = kind === "first-reply" || kind === "next-reply";
  const rate = isTurn ? responseRate([turnOf({ ...clock, state }, past, rules)]) : { count: 0, of: 0 };
  return rate.of === 0 ? [fact] : [fact, { what: "turn", at: startedAt, agent, kept: rate.count === 1 }];
}

/** [S1-6] As the page about numbers counts it. */
function turnOf({ dueAt, metAt, startedAt, state }: PastClock, { events, windowClosesAt }: ConversationPast, { now, window }: CountingRules): TurnCount {
  const wasOpen = (at: Instant): boolean =>
    at <= plus(startedAt, window) || events.some((event) => event.type === "inbound" && happenedAt(event) <= at && at < plus(happenedAt(event), window));
  return {
    state,
    answered: metAt !== undefined,
    inTarget: metAt !== undefined && (dueAt === undefined || metAt <= dueAt),
    inWindow: metAt !== undefined && wasOpen(metAt),
    isOver: dueAt === undefined ? (windowClosesAt ?? plus(startedAt, window)) < now : dueAt < now,
    count: 1,
  };
}

function waitFacts({ bot, felt, handoffs, human }: CaseTimes, whose: (at: Instant) => AgentId | undefined): readonly ReportFact[] {
  return (
    [
      ["handoff", handoffs],
      ["human", human],
      ["bot", bot],
      ["felt", felt],
    ] as const
  ).flatMap(([who, waits]) =>
    waits.map(({ from, how, to }): ReportFact => ({
      what: "wait",
      at: from,
      agent: who === "bot" ? undefined : whose(to),
      who,
      how,
      length: between(from, to),
    })),
  );
}

const HANDED_ON = new Set<HopWhy>(["assign", "released", "owner-left", "claim-ended", "overflow", "to-bot", "bot-took"]);

/** Somebody had it, or a team, and now somebody else has. A bot that answers or asks for a person is told by other figures. */
const changedHands = ({ from, why }: Hop): boolean => HANDED_ON.has(why) && (from.kind === "agent" || (from.kind === "queue" && from.teamId !== undefined));

const agentOf = ({ from }: Hop): AgentId | undefined => (from.kind === "agent" ? from.agentId : undefined);

/** Whose it was at a moment; what is resolved then is its last owner's. Where the story does not say, the clocks' own events do. */
function ownership(hops: readonly Hop[], events: readonly SlaEvent[]): (at: Instant) => AgentId | undefined {
  const taken = inOrder(events).flatMap((event) => {
    if (event.type === "claim") return event.by === undefined ? [] : [{ at: event.at, by: toAgentId(event.by) }];
    return event.type === "assign" && event.toKind === "agent" ? [{ at: event.at, by: toAgentId(event.to) }] : [];
  });
  return (at) => {
    const hop = hops.findLast((one) => one.at <= at);
    const place = hop?.to.kind === "done" ? hop.from : hop?.to;
    if (place?.kind === "agent") return place.agentId;
    // What went back to the queue or to a bot since is nobody's.
    const last = taken.findLast((one) => one.at <= at);
    const given = hops.findLast((one) => one.at <= at && one.to.kind !== "done");
    return last !== undefined && (given === undefined || given.at <= last.at) ? last.by : undefined;
  };
}
