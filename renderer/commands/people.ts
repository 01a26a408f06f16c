import { z } from "zod";
import { toAgentId, type AgentId, type TeamId } from "../../shared/ids.ts";
import type { Availability, Role } from "../../shared/inbox/people.ts";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import { createKeptSettings, type SettingsSaved } from "./kept-settings.ts";
import type { Told } from "./ask-server.ts";
import { parseJson } from "./parse-json.ts";

/** What only the server knows of somebody. */
export interface PersonFacts {
  readonly devices: number;
  readonly lastSeenAt?: Instant | undefined;
  /** Theirs, and not resolved. */
  readonly conversations: number;
}

export interface NewPerson {
  readonly name: string;
  readonly role: Exclude<Role, "bot">;
  readonly teams: readonly TeamId[];
  readonly password: string;
  readonly trainee: boolean;
}

export type PersonMade =
  | { readonly kind: "made"; readonly token: string }
  | { readonly kind: "name-taken" | "refused" | "not-allowed" | "no-network" | "failed" };

/** Who works here, in which team, and what they may do. Needs the network: rights change at once on every desk. */
export interface PeopleCommands {
  readonly people: () => Promise<Told<ReadonlyMap<AgentId, PersonFacts>>>;
  readonly addPerson: (person: NewPerson) => Promise<PersonMade>;
  readonly removePerson: (id: AgentId) => Promise<SettingsSaved>;
  readonly setTeams: (id: AgentId, teams: readonly TeamId[]) => Promise<SettingsSaved>;
  readonly setRole: (id: AgentId, role: Exclude<Role, "bot">) => Promise<SettingsSaved>;
  readonly setAbilities: (
    id: AgentId,
    abilities: { readonly capacity?: number | null; readonly skills?: readonly string[]; readonly languages?: readonly string[] },
  ) => Promise<SettingsSaved>;
  readonly setAvailabilityOf: (id: AgentId, state: Availability["state"], reason?: string) => Promise<SettingsSaved>;
  readonly saveTeam: (name: string, id?: TeamId) => Promise<SettingsSaved>;
  readonly removeTeam: (id: TeamId) => Promise<SettingsSaved>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

const PATIENCE_MS = 15_000;
const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const peopleAnswer = z.object({
  items: z.array(z.object({ agentId: z.string().transform(toAgentId), devices: z.number(), lastSeenAt: moment.optional(), conversations: z.number() })),
});
const madeAnswer = z.object({ token: z.string() });

export function createPeopleCommands({ clock, request }: Deps): PeopleCommands {
  const { ask, say } = createKeptSettings({ request, clock });
  const path = (id: AgentId, part = ""): string => `/api/v1/agents/${encodeURIComponent(id)}${part}`;
  return {
    people: ask("/api/v1/people", (raw) => {
      const read = peopleAnswer.safeParse(raw);
      return read.success ? new Map(read.data.items.map(({ agentId, ...facts }) => [agentId, facts])) : undefined;
    }),
    addPerson: async (person) => {
      try {
        const response = await request("/api/v1/agents", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(person),
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        if (response.ok) {
          const made = madeAnswer.safeParse(parseJson(await response.text()));
          return made.success ? { kind: "made", token: made.data.token } : { kind: "failed" };
        }
        switch (response.status) {
          case 409:
            return { kind: "name-taken" };
          case 403:
            return { kind: "not-allowed" };
          case 400:
            return { kind: "refused" };
          default:
            return { kind: "failed" };
        }
      } catch {
        return { kind: "no-network" };
      }
    },
    removePerson: (id) => say(path(id), "DELETE"),
    setTeams: (id, teams) => say(path(id, "/teams"), "PUT", { teams }),
    setRole: (id, role) => say(path(id, "/role"), "PUT", { role }),
    setAbilities: (id, abilities) => say(path(id, "/abilities"), "PUT", abilities),
    setAvailabilityOf: (id, state, reason) => say(path(id, "/availability"), "PUT", reason === undefined ? { state } : { state, reason }),
    saveTeam: (name, id) => say("/api/v1/teams", "POST", id === undefined ? { name } : { id, name }),
    removeTeam: (id) => say(`/api/v1/teams/${encodeURIComponent(id)}`, "DELETE"),
  };
}
