import { calendarNamed, calendarVersion, type CalendarDefinition } from "../../shared/sla/calendar.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { CompiledCalendar } from "../../shared/sla/compile-calendar.ts";
import type { InboxState } from "./inbox-state.ts";

/** One for the window: a calendar costs milliseconds to read out, and every row asks for it every second. */
const compile = createCompile();

/** When the desk is open, as far as this computer knows. */
export function calendarOf(calendars: InboxState["calendars"], id: string | undefined): CompiledCalendar | undefined {
  const definition = definitionOf(calendars, id);
  return definition === undefined ? undefined : compile(definition);
}

/** [S13] The calendar that a clock is measured by; undefined where it has been edited since, and is another one by now. */
export function calendarOfClock(calendars: InboxState["calendars"], { calendar }: Pick<Clock, "calendar">): CompiledCalendar | undefined {
  const definition = definitionOf(calendars, calendar?.id);
  return definition === undefined || calendarVersion(definition) !== calendar?.version ? undefined : compile(definition);
}

/** [C5] `24/7` is there without a row. */
export const definitionOf = (calendars: InboxState["calendars"], id: string | undefined): CalendarDefinition | undefined =>
  id === undefined ? undefined : (calendars.get(id)?.definition ?? calendarNamed({}, id));
