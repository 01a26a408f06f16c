import type { calendarsEn } from "./en.ts";

export const calendarsEs: Readonly<Record<keyof typeof calendarsEn, string>> = {
  "settings.tab.calendars": "Calendarios",
};
