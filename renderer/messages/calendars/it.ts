import type { calendarsEn } from "./en.ts";

export const calendarsIt: Readonly<Record<keyof typeof calendarsEn, string>> = {
  "settings.tab.calendars": "Calendari",
};
