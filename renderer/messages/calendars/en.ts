/** English words of one part of the app; part of the catalogue in ../en.ts. */
export const calendarsEn = {
  "settings.tab.calendars": "Calendars",
} as const;
