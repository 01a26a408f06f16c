import type { AgentId, ConversationId } from "../ids.ts";
import { calendarNamed } from "../sla/calendar.ts";
import { createCompile } from "../sla/calendar-cache.ts";
import type { Clock, ClockKind } from "../sla/clock.ts";
import { elapsed } from "../sla/compile-calendar.ts";
import type { SlaEvent } from "../sla/events.ts";
import { foldCases, type FoldOptions } from "../sla/fold.ts";
import { inOrder, isHuman } from "../sla/order.ts";
import { plus, toInstant, type Duration, type Instant } from "../time.ts";
import type { PausePolicy } from "./pause-policy.ts";
import { isWithin } from "./count-report.ts";
import type { ReportPeriod } from "./report.ts";

/**
 * `hold`: resolution was put on hold shortly before it fell due, and not because a question of ours waits for the customer.
 * `snooze`: put away shortly before an answer fell due, and the due time passed meanwhile. `reopen`: resolved shortly before it
 * fell due and opened again by a person soon after. `no-reply`: marked as needing no reply, and the customer's last words were a question.
 */
export const MOVES = ["hold", "snooze", "reopen", "no-reply"] as const;
export type MoveKind = (typeof MOVES)[number];

/** What speaks for it. */
export interface ClockMove {
  readonly kind: MoveKind;
  readonly conversationId: ConversationId;
  readonly by: AgentId;
  readonly at: Instant;
  readonly clock?: ClockKind | undefined;
  readonly dueAt?: Instant | undefined;
  /** Open time that was left. */
  readonly left?: Duration | undefined;
  /** When it was released, opened again, or answered after all. */
  readonly endedAt?: Instant | undefined;
}

export interface MovePast {
  readonly conversationId: ConversationId;
  readonly events: readonly SlaEvent[];
  readonly options: FoldOptions;
  /** Who did what the event tells; nobody: a rule. */
  readonly whoDid: (event: SlaEvent) => AgentId | undefined;
  readonly isQuestion: (event: SlaEvent) => boolean;
}

/** What one person did of one kind, moves or not: what the moves are measured against. */
export interface Deed {
  readonly kind: MoveKind;
  readonly by: AgentId;
}

const KINDS: Readonly<Partial<Record<SlaEvent["type"], MoveKind>>> = { hold: "hold", snooze: "snooze", resolve: "reopen", noReplyNeeded: "no-reply" };
const compileOnce = createCompile();

/** [BD3] Moves of one conversation that could serve the clock rather than the customer. One alone says nothing. */
export function clockMoves(
  past: MovePast,
  policy: PausePolicy,
  period: ReportPeriod,
): { readonly moves: readonly ClockMove[]; readonly deeds: readonly Deed[] } {
  const events = inOrder(past.events);
  const moves: ClockMove[] = [];
  const deeds: Deed[] = [];
  events.forEach((event, i) => {
    const kind = KINDS[event.type];
    const by = kind === undefined || !isWithin(period, event.at) ? undefined : past.whoDid(event);
    if (kind === undefined || by === undefined) return;
    deeds.push({ kind, by });
    const found = moveOf(event, events.slice(0, i), events.slice(i + 1), past, policy);
    if (found !== undefined) moves.push({ kind, conversationId: past.conversationId, by, at: event.at, ...found });
  });
  return { moves, deeds };
}

type Found = Pick<ClockMove, "clock" | "dueAt" | "left" | "endedAt">;

function moveOf(event: SlaEvent, before: readonly SlaEvent[], after: readonly SlaEvent[], past: MovePast, policy: PausePolicy): Found | undefined {
  switch (event.type) {
    case "hold": {
      if (event.on === "customer" && lastWord(before)?.type === "outbound") return undefined;
      const due = pressing(before, event.at, ["resolution"], past, policy);
      const end = after.find(({ type }) => type === "release" || type === "inbound" || type === "resolve");
      return due === undefined ? undefined : { ...due, endedAt: end?.at };
    }
    case "snooze": {
      const due = pressing(before, event.at, ["handoff", "first-reply", "next-reply"], past, policy);
      if (due?.dueAt === undefined || (event.until !== undefined && event.until < due.dueAt)) return undefined;
      const answer = after.find(
        (next) => (next.type === "outbound" && next.state === "accepted" && isHuman(next.author)) || next.type === "resolve" || next.type === "noReplyNeeded",
      );
      return answer !== undefined && answer.at <= due.dueAt ? undefined : { ...due, endedAt: answer?.at };
    }
    case "resolve": {
      const next = after.find(({ type }) => type === "inbound" || type === "reopen");
      if (next?.type !== "reopen" || next.at >= plus(event.at, policy.reopenWithin)) return undefined;
      const due = pressing(before, event.at, ["resolution"], past, policy);
      return due === undefined ? undefined : { ...due, endedAt: next.at };
    }
    case "noReplyNeeded": {
      if (event.reason === "spam" || event.reason === "duplicate" || event.reason === "elsewhere") return undefined;
      const last = lastWord(before);
      return last?.type === "inbound" && past.isQuestion(last) ? {} : undefined;
    }
    default:
      return undefined;
  }
}

/** The message that came last, ours or theirs. */
const lastWord = (before: readonly SlaEvent[]) =>
  before.findLast((event) => event.type === "inbound" || (event.type === "outbound" && event.state === "accepted" && isHuman(event.author)));

/** The clock that falls due first among those in their last share, as it stood just before. */
function pressing(before: readonly SlaEvent[], at: Instant, kinds: readonly ClockKind[], { options }: MovePast, policy: PausePolicy): Found | undefined {
  const clocks = foldCases(before, { ...options, now: at }).flatMap((kase) => kase.clocks);
  const near = clocks.flatMap((clock): readonly Found[] => {
    const left = kinds.includes(clock.kind) && clock.owner === undefined && clock.state === "running" ? leftOf(clock, at, options, before) : undefined;
    return left === undefined || clock.target === undefined || left > clock.target * policy.lastShare ? [] : [{ clock: clock.kind, dueAt: clock.dueAt, left }];
  });
  return near.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0];
}

function leftOf({ calendar, dueAt }: Clock, at: Instant, { calendars, compile = compileOnce }: FoldOptions, before: readonly SlaEvent[]): Duration | undefined {
  if (dueAt === undefined || calendar === undefined || dueAt <= at) return undefined;
  const changed = before.findLast((event) => event.type === "calendarChange");
  const inForce = changed?.type === "calendarChange" ? changed.calendars : calendars;
  const definition = calendarNamed(inForce, calendar.id);
  return definition === undefined ? undefined : elapsed(compile(definition), at, toInstant(dueAt));
}

/** Whether somebody asks something, by the mark that all four languages put; one in a link does not count. */
export const asksSomething = (text: string): boolean => /[?¿？]/u.test(text.replaceAll(/https?:\/\/\S+/gu, ""));
