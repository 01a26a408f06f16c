import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { en, type Catalogue } from "./en.ts";
import { es } from "./es.ts";
import { it } from "./it.ts";
import { ptBR } from "./pt-br.ts";

export const CATALOGUES: Readonly<Record<string, Catalogue>> = { en, it, es, "pt-BR": ptBR, pt: ptBR };

/** The first of the person's languages that has a catalogue, with its region: `en-GB` reads English and writes dates as in Britain. */
export const languageFor = (preferred: readonly string[]): string => preferred.find((wish) => baseOf(wish) in CATALOGUES || wish in CATALOGUES) ?? "en";

const baseOf = (language: string): string => language.split("-")[0]?.toLowerCase() ?? "";

export function createWords(language: string): i18n {
  const words = i18next.createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "words",
    ns: ["words"],
    keySeparator: false,
    nsSeparator: false,
    // Keys such as `held.window_closed` are not variants of `held.window`.
    contextSeparator: "#",
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
