import type { calendarsEn } from "./en.ts";

export const calendarsPtBr: Readonly<Record<keyof typeof calendarsEn, string>> = {
  "settings.tab.calendars": "Calendários",
};
