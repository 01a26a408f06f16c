import type { policiesEn } from "./en.ts";

export const policiesPtBr: Readonly<Record<keyof typeof policiesEn, string>> = {
  "settings.tab.policies": "Tempos de resposta",
  "settings.tab.what-if": "E se",
  "settings.tab.general": "Geral",
  "settings.tabs": "Configurações",
};
