import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { nextOpening } from "../../shared/sla/compile-calendar.ts";
import { calendarNamed } from "../../shared/sla/calendar.ts";
import type { Audience } from "../../shared/sla/policy.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx } from "../store/store.ts";
import { compile } from "./clock-history.ts";
import { readSlaSettings } from "./settings.ts";

/** [B2] The people whom a warning or a breach speaks to, each once. A bot is told nothing. */
export function audience(tx: ReadTx, conversation: Conversation, tell: readonly Audience[]): readonly Agent[] {
  const people = tx.all("agent").filter(({ role }) => role !== "bot");
  const owner = people.filter(({ id }) => id === conversation.assigneeId);
  const leads = people.filter(({ role }) => role === "lead");
  const { teamId } = conversation;
  // Without a team it is everybody's who answers customers.
  const team = people.filter(({ role, teamIds }) => (teamId === undefined ? role !== "admin" : teamIds.includes(teamId)));

  const told: Readonly<Record<Audience, readonly Agent[]>> = {
    assignee: owner.length > 0 ? owner : team,
    team,
    lead: leads.length > 0 ? leads : people.filter(({ role }) => role === "admin"),
  };
  return people.filter((agent) => tell.some((one) => told[one].includes(agent)));
}

/** [B2] `now` within this person's working hours, else when they begin next; undefined where they never do. */
export function nextWorkingInstant(tx: ReadTx, { calendar }: Agent, now: Instant): Instant | undefined {
  const definition = calendar === undefined ? undefined : calendarNamed(readSlaSettings(tx).calendars, calendar);
  return definition === undefined ? now : nextOpening(compile(definition), now);
}
