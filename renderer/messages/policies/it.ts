import type { policiesEn } from "./en.ts";

export const policiesIt: Readonly<Record<keyof typeof policiesEn, string>> = {
  "settings.tab.policies": "Tempi di risposta",
  "settings.tab.what-if": "E se",
  "settings.tab.general": "Generali",
  "settings.tabs": "Impostazioni",
};
