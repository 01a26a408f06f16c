import { availabilityOf } from "../../../shared/handoffs/availability.ts";
import type { TeamId } from "../../../shared/ids.ts";
import type { Agent, Availability, Role } from "../../../shared/inbox/people.ts";

/** Somebody as a form has them: text where something is typed. */
export interface PersonDraft {
  readonly role: Role;
  readonly teams: readonly TeamId[];
  readonly state: Availability["state"];
  readonly reason: string;
  /** Empty: as is usual here. */
  readonly capacity: string;
  readonly skills: string;
  readonly languages: string;
  /** Empty: always. */
  readonly calendar: string;
}

export const draftOf = (agent: Agent): PersonDraft => ({
  role: agent.role,
  teams: agent.teamIds,
  state: availabilityOf(agent),
  reason: agent.availability?.reason ?? "",
  capacity: agent.capacity === undefined ? "" : String(agent.capacity),
  skills: (agent.skills ?? []).join(", "),
  languages: (agent.languages ?? []).join(", "),
  calendar: agent.calendar ?? "",
});

/** Words between commas, each once. */
export const listOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,;\n]/u)
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  ),
];

/** As shared/api/queue.ts takes it. */
const LANGUAGE = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/u;
const MOST_AT_ONCE = 1_000;
const LONGEST_WORD = 60;

export type PersonFault = "capacity" | "skills" | "languages";

export function faultsOf({ capacity, languages, skills }: PersonDraft): readonly PersonFault[] {
  const most = Number(capacity.trim());
  return [
    ...(capacity.trim() === "" || (Number.isInteger(most) && most >= 1 && most <= MOST_AT_ONCE) ? [] : (["capacity"] as const)),
    ...(listOf(skills).every((word) => word.length <= LONGEST_WORD) ? [] : (["skills"] as const)),
    ...(listOf(languages).every((word) => LANGUAGE.test(word)) ? [] : (["languages"] as const)),
  ];
}

export type PersonPart = "role" | "teams" | "abilities" | "hours" | "availability";

/** What has to be said to the server, the rights first: what follows may need them. */
export function partsChanged(agent: Agent, draft: PersonDraft): readonly PersonPart[] {
  const before = draftOf(agent);
  const sameList = (a: readonly string[], b: readonly string[]) => a.toSorted().join("\n") === b.toSorted().join("\n");
  return [
    ...(draft.role === before.role ? [] : (["role"] as const)),
    ...(sameList(draft.teams, before.teams) ? [] : (["teams"] as const)),
    ...(draft.capacity.trim() === before.capacity &&
    sameList(listOf(draft.skills), listOf(before.skills)) &&
    sameList(listOf(draft.languages), listOf(before.languages))
      ? []
      : (["abilities"] as const)),
    ...(draft.calendar === before.calendar ? [] : (["hours"] as const)),
    ...(draft.state === before.state && (draft.state === "available" || draft.reason.trim() === before.reason) ? [] : (["availability"] as const)),
  ];
}
