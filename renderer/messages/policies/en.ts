/** English words of one part of the app; part of the catalogue in ../en.ts. */
export const policiesEn = {
  "settings.tab.policies": "Response times",
  "settings.tab.what-if": "What if",
  "settings.tab.general": "General",
  "settings.tabs": "Settings",
} as const;
