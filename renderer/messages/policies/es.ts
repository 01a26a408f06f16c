import type { policiesEn } from "./en.ts";

export const policiesEs: Readonly<Record<keyof typeof policiesEn, string>> = {
  "settings.tab.policies": "Tiempos de respuesta",
  "settings.tab.what-if": "Qué pasaría si",
  "settings.tab.general": "General",
  "settings.tabs": "Ajustes",
};
