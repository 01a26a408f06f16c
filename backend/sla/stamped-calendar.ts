import { calendarNamed, calendarVersion, type CalendarDefinition } from "../../shared/sla/calendar.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { ReadTx } from "../store/store.ts";
import { slaSettingsHistory } from "./settings.ts";

/** [S13] The calendar with which a clock is stamped, as it was when it had this version. */
export function stampedCalendar(tx: ReadTx, stamp: NonNullable<Clock["calendar"]>): CalendarDefinition | undefined {
  for (const { calendars } of slaSettingsHistory(tx).toReversed()) {
    const definition = calendarNamed(calendars, stamp.id);
    if (definition !== undefined && calendarVersion(definition) === stamp.version) return definition;
  }
  return undefined;
}
