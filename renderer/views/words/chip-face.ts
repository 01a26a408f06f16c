import type { Conversation } from "../../../shared/inbox/conversation.ts";
import { closesAt } from "../../../shared/inbox/views.ts";
import { customerWaits } from "../../../shared/inbox/waiting.ts";
import type { Clock, ClockKind } from "../../../shared/sla/clock.ts";
import { mostUrgentClock } from "../../../shared/sla/rank.ts";
import { readClock } from "../../../shared/sla/reading.ts";
import { hours, minutes, type Instant } from "../../../shared/time.ts";

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
  | { readonly kind: "paused" | "waiting" | "none" | "done" | "bot"; readonly tone: "calm" }
  | { readonly kind: "snoozed"; readonly tone: "calm"; readonly until: Instant | undefined };

/** [R1] The one thing that bites first in this conversation. Everything it decides by comes from shared/sla. */
export function chipFace(conversation: Conversation, now: Instant): ChipFace {
  if (conversation.state === "resolved") return { kind: "done", tone: "calm" };
  if (conversation.state === "snoozed" && !customerWaits(conversation.clocks)) return { kind: "snoozed", tone: "calm", until: conversation.snoozedUntil };

  const waits = customerWaits(conversation.clocks);
  const urgent = mostUrgentClock(conversation.clocks, closesAt(conversation), now);
  if (urgent?.kind === "window") return { kind: "window", tone: urgent.closesAt - now < hours(1) ? "bad" : "warn", dueAt: urgent.closesAt };
  if (urgent?.kind === "clock" && urgent.clock.dueAt !== undefined) {
    const { health, changesAt } = readClock(urgent.clock, now);
    const resting = urgent.clock.kind === "resolution" && !waits && health === "on-track";
    if (!resting)
      return {
        kind: "clock",
        clock: urgent.clock.kind,
        tone: TONES[health],
        dueAt: urgent.clock.dueAt,
        byTime: countsClosedHours(urgent.clock, now),
        changesAt,
      };
  }

  if (conversation.state === "bot") return { kind: "bot", tone: "calm" };
  if (conversation.clocks.some(({ state }) => state === "paused")) return { kind: "paused", tone: "calm" };
  if (conversation.clocks.some(({ state }) => state === "not-needed")) return { kind: "none", tone: "calm" };
  return { kind: "waiting", tone: "calm" };
}

export const TONES = { "on-track": "ok", "at-risk": "warn", breached: "bad", paused: "calm", met: "ok", stopped: "calm" } as const;

/** [R4] Closed hours lie between start and due time, and not all of them are over. */
export function countsClosedHours(clock: Clock, now: Instant): boolean {
  if (clock.dueAt === undefined || clock.target === undefined) return false;
  return clock.dueAt - clock.startedAt > clock.target + clock.pausedMs + minutes(1) && clock.dueAt - now > hours(1);
}

/** When the words of a distance change next: each second below an hour, each minute below a day. */
export function nextTick(dueAt: Instant, now: Instant): Instant {
  const step = Math.abs(dueAt - now) < hours(1) ? 1_000 : 60_000;
  // On the whole second for everything, so that one wake serves every row.
  return (Math.floor(now / 1_000) * 1_000 + Math.min(step, 60_000)) as Instant;
}
