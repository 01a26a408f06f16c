import type { Conversation } from "../../../shared/inbox/conversation.ts";
import { closesAt, CLOSING_SOON } from "../../../shared/inbox/views.ts";
import { customerWaits, isOpen } from "../../../shared/inbox/waiting.ts";
import type { Clock, ClockKind } from "../../../shared/sla/clock.ts";
import type { CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { mostUrgentClock } from "../../../shared/sla/rank.ts";
import { readClock } from "../../../shared/sla/reading.ts";
import { hours, type Duration, type Instant } from "../../../shared/time.ts";
import { countsOpenHours, liesBehindClosedHours } from "./clock-time.ts";

export type Tone = "calm" | "ok" | "warn" | "bad";

/** What a chip says, before it is put into words. */
export type ChipFace =
  | {
      readonly kind: "clock";
      readonly clock: ClockKind;
      readonly tone: Tone;
      readonly dueAt: Instant;
      /** Show the due time, not a distance that counts closed hours (R4). */ readonly byTime: boolean;
      readonly changesAt: Instant | undefined;
    }
  | { readonly kind: "window"; readonly tone: Tone; readonly dueAt: Instant }
  /** [S18] A customer waits, and nothing says until when. */
  | { readonly kind: "no-deadline"; readonly tone: "calm"; readonly since: Instant }
  /** [S12] `left` in the clock's own time, where the server has said it. */
  | {
      readonly kind: "paused";
      readonly tone: "calm";
      readonly on: "customer" | "hold";
      readonly left: Duration | undefined;
      readonly countsOpenHours: boolean;
      readonly since: Instant | undefined;
    }
  | { readonly kind: "waiting" | "none" | "done" | "bot"; readonly tone: "calm" }
  | { readonly kind: "snoozed"; readonly tone: "calm"; readonly until: Instant | undefined };

/** [R1] The one thing that bites first in this conversation. Everything it decides by comes from shared/sla. `calendarFor` gives what is known here. */
export function chipFace(conversation: Conversation, now: Instant, calendarFor: CalendarFor = () => undefined): ChipFace {
  if (conversation.state === "resolved") return { kind: "done", tone: "calm" };
  if (conversation.state === "snoozed" && !customerWaits(conversation.clocks)) return { kind: "snoozed", tone: "calm", until: conversation.snoozedUntil };

  const waits = customerWaits(conversation.clocks);
  const urgent = mostUrgentClock(conversation.clocks, closesAt(conversation), now);
  const waitingSince = waits && !hasReplyDeadline(conversation.clocks) ? earliestWait(conversation.clocks) : undefined;
  // Without a promise the window is the only end there is: it is said once it comes near.
  if (urgent?.kind === "window" && waitingSince !== undefined && urgent.closesAt - now > CLOSING_SOON)
    return { kind: "no-deadline", tone: "calm", since: waitingSince };
  if (urgent?.kind === "window") return { kind: "window", tone: urgent.closesAt - now < hours(1) ? "bad" : "warn", dueAt: urgent.closesAt };
  if (urgent?.kind === "clock" && urgent.clock.dueAt !== undefined) {
    const { health, changesAt } = readClock(urgent.clock, now);
    const resting = urgent.clock.kind === "resolution" && (!waits || waitingSince !== undefined) && health === "on-track";
    if (!resting)
      return {
        kind: "clock",
        clock: urgent.clock.kind,
        tone: TONES[health],
        dueAt: urgent.clock.dueAt,
        byTime: liesBehindClosedHours(urgent.clock, calendarFor(urgent.clock), now),
        changesAt,
      };
  }

  if (waitingSince !== undefined) return { kind: "no-deadline", tone: "calm", since: waitingSince };
  if (conversation.state === "bot") return { kind: "bot", tone: "calm" };
  const held = conversation.clocks.find(({ state }) => state === "paused");
  if (held !== undefined)
    return {
      kind: "paused",
      tone: "calm",
      on: held.pausedOn ?? "hold",
      left: held.remaining,
      countsOpenHours: countsOpenHours(held),
      since: held.pausedAt,
    };
  if (endedUnanswered(conversation.clocks)) return { kind: "none", tone: "calm" };
  return { kind: "waiting", tone: "calm" };
}

export const TONES = { "on-track": "ok", "at-risk": "warn", breached: "bad", paused: "calm", met: "ok", stopped: "calm" } as const;

type CalendarFor = (clock: Clock) => CompiledCalendar | undefined;

const openReplies = (clocks: readonly Clock[]): readonly Clock[] => clocks.filter((clock) => clock.kind !== "resolution" && isOpen(clock));

/** Whether anybody was promised an answer by some time. */
export const hasReplyDeadline = (clocks: readonly Clock[]): boolean => openReplies(clocks).some(({ dueAt }) => dueAt !== undefined);

/** [S11] Whether the customer's last wait ended without an answer, in time or not: nobody has answered, and nobody needs to. */
function endedUnanswered(clocks: readonly Clock[]): boolean {
  const last = clocks
    .filter(({ kind, owner }) => owner === undefined && (kind === "first-reply" || kind === "next-reply"))
    .reduce<Clock | undefined>((newest, clock) => (newest === undefined || clock.startedAt > newest.startedAt ? clock : newest), undefined);
  return last !== undefined && last.metAt === undefined && last.stoppedAt !== undefined && (last.state === "not-needed" || last.state === "breached");
}

const earliestWait = (clocks: readonly Clock[]): Instant | undefined =>
  openReplies(clocks).reduce<Instant | undefined>((first, { startedAt }) => (first === undefined || startedAt < first ? startedAt : first), undefined);

/** When the words of a distance change next: each second below an hour, each minute below a day. */
export function nextTick(dueAt: Instant, now: Instant): Instant {
  const step = Math.abs(dueAt - now) < hours(1) ? 1_000 : 60_000;
  // On the whole second for everything, so that one wake serves every row.
  return (Math.floor(now / 1_000) * 1_000 + Math.min(step, 60_000)) as Instant;
}
