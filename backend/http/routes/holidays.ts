import { problem } from "../../../shared/api/problem.ts";
import { holidayCountriesQuery, holidaysQuery, icalBody } from "../../../shared/api/requests.ts";
import type { Clock } from "../../../shared/time.ts";
import type { CalendarQuestions } from "../../calendars/calendar-questions.ts";
import { PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly clock: Clock;
  readonly calendars: CalendarQuestions;
}

const DAY_MS = 86_400_000;
const MOST_BYTES = 1024 * 1024;

/** [C1] Days on which nobody is there, out of the world's tables or a team's own file. */
export function holidayRoutes({ calendars, clock }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/holidays/countries",
      summary: "Countries and regions of which the public holidays are known, named in a language.",
      roles: PEOPLE,
      query: holidayCountriesQuery,
      answers: { 200: "Countries by name" },
      handle: async ({ query, request }) => {
        const answer = await calendars.ask({ type: "countries", language: query.language ?? asked(request.headers["accept-language"]) });
        return answer === undefined ? TOO_LONG : { status: 200, body: { items: answer.items } };
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/holidays",
      summary: "The public holidays of a country or region, whole days alone, from one calendar year to another.",
      roles: PEOPLE,
      query: holidaysQuery,
      answers: { 200: "Days by date", 404: "Of this country or region nothing is known" },
      handle: async ({ query, request }) => {
        const { country, from, language = asked(request.headers["accept-language"]), region, to = from } = query;
        const answer = await calendars.ask({ type: "holidays", country, region, from, to, language });
        if (answer === undefined) return TOO_LONG;
        if (answer.items === undefined)
          return {
            status: 404,
            body: problem(404, "not-found", "Of this country or region no holidays are known.", { detail: "Enter them by hand, or read an iCalendar file." }),
          };
        return { status: 200, body: { items: answer.items } };
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/holidays/ical",
      summary: "The whole days of an iCalendar file; what is repeated is written out for five years. Nothing is saved.",
      roles: PEOPLE,
      body: icalBody,
      // As JSON every line break takes two characters more.
      bodyLimit: 3 * MOST_BYTES,
      answers: {
        200: "Days by date, and how many events at a time of day were left out",
        413: "Larger than 1 MB",
        422: "Not a file that can be read: which line, and why",
      },
      handle: async ({ body }) => {
        if (Buffer.byteLength(body.text) > MOST_BYTES) return { status: 413, body: problem(413, "too-large", "The file is larger than 1 MB.") };
        const answer = await calendars.ask({ type: "file", text: body.text, today: Math.floor(clock.now() / DAY_MS) });
        if (answer === undefined) return TOO_LONG;
        return answer.read.ok ? { status: 200, body: answer.read.value } : { status: 422, body: problem(422, "unreadable-calendar", answer.read.error) };
      },
    }),
  ];
}

const TOO_LONG: Answer = { status: 503, body: problem(503, "too-long", "This took too long, or too many ask at once.", { detail: "Try again in a moment." }) };

/** What the browser would read best, where the question does not say. */
const asked = (header: string | undefined): string | undefined => /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/.exec(header ?? "")?.[0];
