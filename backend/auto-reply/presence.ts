import type { Presence } from "../../shared/handoffs/auto-reply.ts";
import { availabilityOf } from "../../shared/handoffs/availability.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { isOpen } from "../../shared/inbox/waiting.ts";
import { calendarNamed } from "../../shared/sla/calendar.ts";
import { nextOpening } from "../../shared/sla/compile-calendar.ts";
import type { Instant } from "../../shared/time.ts";
import { nextWorkingInstant } from "../sla/audience.ts";
import { compile } from "../sla/clock-history.ts";
import { readSlaSettings } from "../sla/settings.ts";
import type { ReadTx } from "../store/store.ts";

/**
 * [HO11] Whether somebody could answer this customer now: by the calendar on which the promise is measured, then by the people whose
 * conversation it would be, their hours and what they said of themselves.
 */
export function presenceFor(tx: ReadTx, conversation: Conversation, now: Instant): Presence {
  const calendar = calendarOf(conversation);
  const definition = calendar === undefined ? undefined : calendarNamed(readSlaSettings(tx).calendars, calendar);
  if (calendar !== undefined && definition !== undefined) {
    const opensAt = nextOpening(compile(definition), now);
    if (opensAt === undefined || opensAt > now) return { kind: "closed", calendar, opensAt };
  }

  const people = peopleFor(tx, conversation);
  if (people.some((agent) => isThere(tx, agent, conversation, now))) return { kind: "there" };
  return nextShift(tx, people, now) ?? { kind: "nobody" };
}

/** The desk's own zone, for what is said of it; `UTC` where it is open round the clock and nobody says where. */
export function zoneOf(tx: ReadTx, calendar: string): string {
  const definition = calendarNamed(readSlaSettings(tx).calendars, calendar);
  return definition === undefined || definition === "24/7" ? "UTC" : definition.timeZone;
}

/** Of the reply that is open; a resolution is measured by other hours. */
const calendarOf = ({ clocks }: Conversation): string | undefined =>
  clocks.find((clock) => clock.kind !== "resolution" && isOpen(clock) && clock.calendar !== undefined)?.calendar?.id;

function peopleFor(tx: ReadTx, { assigneeId, teamId }: Conversation): readonly Agent[] {
  const all = tx.all("agent").filter(({ role }) => role !== "bot");
  const team = all.filter(({ id, role, teamIds }) => id === assigneeId || (teamId === undefined ? role !== "admin" : teamIds.includes(teamId)));
  // Where nobody is set up for it, whoever there is answers.
  return team.length > 0 ? team : all;
}

/** Somebody busy takes nothing new, but answers what is theirs. */
function isThere(tx: ReadTx, agent: Agent, { assigneeId }: Conversation, now: Instant): boolean {
  const state = availabilityOf(agent);
  const takes = state === "available" || (state === "busy" && agent.id === assigneeId);
  return takes && nextWorkingInstant(tx, agent, now) === now;
}

/** When the first of those comes who is only off work; who went away does not say when they are back. */
function nextShift(tx: ReadTx, people: readonly Agent[], now: Instant): Presence | undefined {
  const shifts = people.flatMap((agent) => {
    const opensAt = agent.calendar === undefined || availabilityOf(agent) === "away" ? undefined : nextWorkingInstant(tx, agent, now);
    return opensAt === undefined || opensAt <= now || agent.calendar === undefined ? [] : [{ kind: "closed" as const, calendar: agent.calendar, opensAt }];
  });
  return shifts.toSorted((a, b) => a.opensAt - b.opensAt)[0];
}
