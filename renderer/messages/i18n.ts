import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { en, type Catalogue } from "./en.ts";
import { es } from "./es.ts";
import { it } from "./it.ts";
import { ptBR } from "./pt-br.ts";

export const CATALOGUES: Readonly<Record<string, Catalogue>> = { en, it, es, "pt-BR": ptBR };

declare module "i18next" {
  interface CustomTypeOptions {
    readonly defaultNS: "words";
    readonly keySeparator: false;
    readonly nsSeparator: false;
    readonly resources: { readonly words: typeof en };
  }
}

/** The first of the person's languages that has a catalogue; English where none has. */
export function languageFor(preferred: readonly string[]): string {
  const known = Object.keys(CATALOGUES);
  for (const wish of preferred) {
    const exact = known.find((language) => language.toLowerCase() === wish.toLowerCase());
    const near = exact ?? known.find((language) => language.split("-")[0] === wish.toLowerCase().split("-")[0]);
    if (near !== undefined) return near;
  }
  return "en";
}

export function createWords(language: string): i18n {
  const words = i18next.createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "words",
    ns: ["words"],
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React writes text, never markup.
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(Object.entries(CATALOGUES).map(([name, catalogue]) => [name, { words: withMany(catalogue) }])),
  });
  return words;
}

/** Italian, Spanish and Portuguese have a form of their own for whole millions; ours reads the same as the plural. */
function withMany(catalogue: Catalogue): Record<string, string> {
  const many = Object.entries(catalogue).flatMap(([key, text]) => (key.endsWith("_other") ? [[key.replace(/_other$/, "_many"), text] as const] : []));
  return { ...catalogue, ...Object.fromEntries(many) };
}
