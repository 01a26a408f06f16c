import { nextFriendlyEverywhere, type FriendlyHours } from "../../../shared/outreach/quiet-hours.ts";
import { instantOfWallClock, wallClock } from "../../../shared/sla/compile-calendar.ts";
import { hours, minus, plus, toInstant, type Instant } from "../../../shared/time.ts";
import { WINDOW_MARGIN, type ServiceWindow } from "../../../shared/window/service-window.ts";
import type { MessageKey } from "../../messages/en.ts";
import { localDay, localTime } from "../words/local-day.ts";

interface SuggestedTime {
  readonly key: Extract<MessageKey, `schedule.${string}`> | "snooze.tomorrow";
  readonly at: Instant;
}

interface Situation {
  readonly now: Instant;
  /** Where the customer may be. */
  readonly zones: readonly string[];
  readonly friendly: FriendlyHours;
  readonly window: ServiceWindow;
  readonly kind: "text" | "template";
}

/** The times that people mostly mean, each instant once, in order. */
export function suggestedTimes({ friendly, kind, now, window, zones }: Situation): readonly SuggestedTime[] {
  const beforeClose = kind === "text" && "closesAt" in window ? minus(window.closesAt, hours(1)) : undefined;
  const morning = nextMorning(zones, friendly, now);
  const all: readonly SuggestedTime[] = [
    { key: "schedule.hour", at: plus(now, hours(1)) },
    ...(beforeClose !== undefined && beforeClose > plus(now, hours(1)) ? [{ key: "schedule.window" as const, at: beforeClose }] : []),
    morning === undefined ? { key: "snooze.tomorrow", at: localTime(now, 1, 9) } : { key: "schedule.morning", at: morning },
    { key: "schedule.monday", at: localTime(now, daysToMonday(now), 9) },
  ];
  return all.filter(({ at }, i) => all.findIndex((other) => other.at === at) === i).toSorted((a, b) => a.at - b.at);
}

/** [W1] Whether free text would stand before a closed door then, as far as anybody knows now. */
export function isTooLate(at: Instant, window: ServiceWindow, kind: "text" | "template"): boolean {
  return kind === "text" && !("closesAt" in window && at < minus(window.closesAt, WINDOW_MARGIN));
}

/** The next time the day begins where they are; where that may be several zones, in the last of them. */
function nextMorning(zones: readonly string[], friendly: FriendlyHours, now: Instant): Instant | undefined {
  if (zones.length === 0) return undefined;
  const mornings = zones.map((zone) => {
    const { day, time } = wallClock(zone, now);
    return instantOfWallClock(zone, time < friendly.from ? day : day + 1, friendly.from);
  });
  return nextFriendlyEverywhere(zones, friendly, toInstant(Math.max(...mornings)));
}

/** 1 to 7: today is never meant. Day 0 of the calendar was a Thursday. */
const daysToMonday = (now: Instant): number => 7 - ((localDay(now) + 3) % 7);
