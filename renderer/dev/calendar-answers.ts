import type { HolidayCountry, NamedHoliday } from "../../shared/api/sla.ts";
import type { SlaCommands } from "../commands/sla-settings.ts";
import { inboxStore } from "../state/inbox-store.ts";
import { NOW } from "./people.ts";

const countries: readonly HolidayCountry[] = [
  { code: "BR", name: "Brazil", regions: [] },
  { code: "IT", name: "Italy", regions: [] },
  {
    code: "ES",
    name: "Spain",
    regions: [
      { code: "AN", name: "Andalusia" },
      { code: "MD", name: "Madrid" },
    ],
  },
];

/** By month and day. */
const spanish: readonly (readonly [string, string])[] = [
  ["01-01", "New Year's Day"],
  ["01-06", "Epiphany"],
  ["05-01", "Labour Day"],
  ["08-15", "Assumption"],
  ["10-12", "Hispanic Day"],
  ["11-01", "All Saints' Day"],
  ["12-06", "Constitution Day"],
  ["12-08", "Immaculate Conception"],
  ["12-25", "Christmas Day"],
];

const holidaysOf = (region: string | undefined, year: number): readonly NamedHoliday[] =>
  [...spanish, ...(region === "MD" ? ([["05-02", "Community of Madrid Day"]] as const) : [])]
    .map(([day, name]) => ({ date: `${year}-${day}`, name }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** A server that knows a few countries, and reads any file as the same three days. */
export const fakeCalendarCommands: Pick<SlaCommands, "holidayCountries" | "holidays" | "readHolidayFile" | "setWorkingHours"> = {
  holidayCountries: async () => ({ kind: "fresh", seen: { fact: countries, at: NOW } }),
  holidays: async (_country, region, from, to) => ({
    kind: "fresh",
    seen: { fact: Array.from({ length: to - from + 1 }, (_, index) => holidaysOf(region, from + index)).flat(), at: NOW },
  }),
  readHolidayFile: async () => ({
    kind: "read",
    holidays: [
      { date: "2026-04-06", name: "Easter Monday" },
      { date: "2026-12-25", name: "Christmas Day" },
      { date: "2026-12-28", name: "Stocktaking" },
    ],
  }),
  setWorkingHours: async (id, calendar) => {
    inboxStore.setState(({ agents }) => {
      const agent = agents.get(id);
      return agent === undefined ? {} : { agents: new Map([...agents, [id, { ...agent, calendar }]]) };
    });
    return "saved";
  },
};
