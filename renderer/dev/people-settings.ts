import { toInstant } from "../../shared/time.ts";
import type { PeopleCommands } from "../commands/people.ts";
import { agents, NOW } from "./people.ts";

export const fakePeopleCommands: PeopleCommands = {
  people: async () => ({
    kind: "fresh",
    seen: {
      at: NOW,
      fact: new Map(
        agents
          .filter(({ role }) => role !== "bot")
          .map(({ id }, i) => [id, { devices: (i * 2) % 3, conversations: 3 * i + 1, lastSeenAt: toInstant(NOW - i * 3_600_000) }]),
      ),
    },
  }),
  addPerson: async () => ({ kind: "made", token: "tok_8Qk2fYxWm1PzR4sT7uVbNc5dEgHjKlMo" }),
  removePerson: async () => "saved",
  setTeams: async () => "saved",
  setRole: async () => "saved",
  setAbilities: async () => "saved",
  setAvailabilityOf: async () => "saved",
  saveTeam: async () => "saved",
  removeTeam: async () => "saved",
};
