import { afterEach, beforeEach, expect, test } from "vitest";
import { parsePolicies } from "../../shared/sla/parse-policy.ts";
import { toInstant } from "../../shared/time.ts";
import { OFFICE } from "../fixtures/sla/events.ts";
import { startTestBackend, type TestBackend } from "./running-backend.ts";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend({ clock: { now: () => toInstant(Date.UTC(2026, 10, 22, 12)) } });
});
afterEach(() => backend.stop());

const holidays = async (query: string) => (await backend.json(`/api/v1/holidays?${query}`)).items;
const file = async (...lines: readonly string[]) => {
  const response = await backend.api("/api/v1/holidays/ical", {
    body: { text: ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n") },
  });
  return { status: response.status, body: (await response.json()) as any };
};
const event = (...lines: readonly string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const datesOf = ({ body }: { readonly body: any }): readonly string[] => body.items.map(({ date }: any) => date);

test("[C1] countries and regions are named in the asker's language, by name", async () => {
  const { items } = await backend.json("/api/v1/holidays/countries?language=it");
  const germany = items.find(({ code }: any) => code === "DE");
  expect([germany.name, germany.regions.find(({ code }: any) => code === "BY")]).toEqual(["Germania", { code: "BY", name: "Bayern" }]);
  expect((await backend.api("/api/v1/holidays/countries?language=en-en-en")).status).toBe(200);
  const names = items.map(({ name }: any) => name);
  expect(names).toEqual(names.toSorted(new Intl.Collator("it").compare));
  expect(names.length).toBeGreaterThan(150);
});

test("[C1] public holidays of a country and a region, by date, over several years, named in a language or their own", async () => {
  const bavaria = await holidays("country=DE&region=BY&from=2026&to=2027&language=it");
  expect(bavaria).toHaveLength(24);
  expect(bavaria[0]).toEqual({ date: "2026-01-01", name: "Capodanno" });
  // Corpus Christi, which is none in Berlin; Easter moves.
  expect(bavaria).toContainEqual(expect.objectContaining({ date: "2026-06-04" }));
  expect(bavaria).toContainEqual(expect.objectContaining({ date: "2027-03-29" }));
  expect((await holidays("country=DE&region=BE&from=2026")).map(({ date }: any) => date)).not.toContain("2026-06-04");

  const response = await fetch(`${backend.url}/api/v1/holidays?country=BR&from=2026`, {
    headers: { authorization: "Bearer bootstrap-token-for-tests", "accept-language": "pt-BR,pt;q=0.9" },
  });
  expect(((await response.json()) as any).items).toContainEqual({ date: "2026-12-25", name: "Natal" });
});

test("[C1] days that begin with the evening before, days of several days and half days come as whole days or not at all", async () => {
  const israel = (await holidays("country=IL&from=2026")).map(({ date }: any) => date);
  expect(israel).toContain("2026-09-21");
  const arabia = (await holidays("country=SA&from=2026&language=en")).filter(({ date }: any) => date.startsWith("2026-03"));
  expect(arabia.map(({ date }: any) => date)).toEqual(["2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22"]);
  const iceland = (await holidays("country=IS&from=2026")).map(({ date }: any) => date);
  expect(iceland).not.toContain("2026-12-24");
  expect(iceland).toContain("2026-12-25");
});

test("[C1] what they say can be saved as it is", async () => {
  const dates = (await holidays("country=JP&from=2026&to=2030")).map(({ date }: any) => date);
  expect(dates.length).toBeGreaterThan(75);
  expect(parsePolicies({ policies: [], calendars: { desk: { ...(OFFICE as object), holidays: dates } } }).ok).toBe(true);
});

test("[C1] a country, a region or a stretch that there is not is refused", async () => {
  const status = async (query: string) => (await backend.api(`/api/v1/holidays?${query}`)).status;
  expect(await Promise.all(["country=XX&from=2026", "country=DE&region=ZZ&from=2026"].map(status))).toEqual([404, 404]);
  const wrong = [
    "from=2026",
    "country=DE",
    "country=Germany&from=2026",
    "country=DE&from=2027&to=2026",
    "country=DE&from=2026&to=2036",
    "country=DE&from=2026&language=x",
  ];
  expect(await Promise.all(wrong.map(status))).toEqual(wrong.map(() => 400));
});

test("[C1] a file's whole days, the end left out, without the events at a time of day, of which it says how many there were", async () => {
  const read = await file(
    ...event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "SUMMARY:Christmas,", " closed"),
    ...event("DTSTART;VALUE=DATE:20270101", "SUMMARY:New Year"),
    ...event("DTSTART:20261223T180000Z", "DTEND:20261223T220000Z", "SUMMARY:Party"),
    ...event("DTSTART;VALUE=DATE:20270501", "STATUS:CANCELLED", "SUMMARY:Not this year"),
  );
  expect(read).toEqual({
    status: 200,
    body: {
      items: [
        { date: "2026-12-24", name: "Christmas,closed" },
        { date: "2026-12-25", name: "Christmas,closed" },
        { date: "2026-12-26", name: "Christmas,closed" },
        { date: "2027-01-01", name: "New Year" },
      ],
      timed: 1,
    },
  });
});

test("[C1] what is every year is written out for five years from now, without what was left out, and with what was moved", async () => {
  const yearly = await file(...event("UID:xmas", "DTSTART;VALUE=DATE:20101225", "RRULE:FREQ=YEARLY", "SUMMARY:Christmas", "EXDATE;VALUE=DATE:20281225"));
  expect(datesOf(yearly)).toEqual(["2026-12-25", "2027-12-25", "2029-12-25", "2030-12-25"]);
  const moved = await file(
    ...event("UID:party", "DTSTART;VALUE=DATE:20201231", "RRULE:FREQ=YEARLY;UNTIL=20281231", "SUMMARY:Year's end"),
    ...event("UID:party", "RECURRENCE-ID;VALUE=DATE:20271231", "DTSTART;VALUE=DATE:20271230", "SUMMARY:A day earlier"),
  );
  expect(moved.body.items).toEqual([
    { date: "2026-12-31", name: "Year's end" },
    { date: "2027-12-30", name: "A day earlier" },
    { date: "2028-12-31", name: "Year's end" },
  ]);
  expect(datesOf(await file(...event("DTSTART;VALUE=DATE:20250525", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO")))).toEqual([
    "2027-05-31",
    "2028-05-29",
    "2029-05-28",
    "2030-05-27",
    "2031-05-26",
  ]);
  expect(datesOf(await file(...event("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY")))).toEqual(["2028-02-29"]);
});

test("[C1] a file that cannot be read is refused with its line", async () => {
  const sentence = async (...lines: readonly string[]) => {
    const { body, status } = await file(...lines);
    return [status, body.title];
  };
  expect(await sentence(...event("DTSTART;VALUE=DATE:20261225", "a line of something else"))).toEqual([422, "Line 5 cannot be read: a line of something else"]);
  expect(await sentence(...event("DTSTART;VALUE=DATE:20260230"))).toEqual([422, "Line 4 names no day that exists: DTSTART;VALUE=DATE:20260230"]);
  expect(await sentence(...event("SUMMARY:Some day"))).toEqual([422, "The event of line 3 does not say when it is (DTSTART)."]);
  expect(await sentence("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225")).toEqual([422, "Line 3 begins a VEVENT that does not end."]);
  expect(await sentence(...event("DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=SOMETIMES"))).toEqual([422, "Line 5 cannot be read: RRULE:FREQ=SOMETIMES"]);
  expect(await sentence(...event("DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=SECONDLY", "SUMMARY:Tick"))).toEqual([
    422,
    '"Tick" is repeated in a way that nobody can follow.',
  ]);
  expect(await sentence(...event("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:29991225"))).toEqual([422, "The file has more than 2,000 days."]);

  const other = await backend.api("/api/v1/holidays/ical", { body: { text: "Dear all, we are closed on Friday." } });
  expect([other.status, ((await other.json()) as any).title]).toEqual([422, "This is no iCalendar file: it does not begin with BEGIN:VCALENDAR."]);
});

test("[C1] a file of more than a megabyte is not read", async () => {
  const asked = async (length: number) => (await backend.api("/api/v1/holidays/ical", { body: { text: "x".repeat(length) } })).status;
  expect([await asked(1_048_577), await asked(4_000_000), await asked(1_048_576)]).toEqual([413, 413, 422]);
});
