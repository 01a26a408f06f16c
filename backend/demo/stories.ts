import { englishAnswers, englishNewcomers, englishStories } from "./stories-en.ts";
import { spanishAnswers, spanishNewcomers, spanishStories } from "./stories-es.ts";
import { italianAnswers, italianNewcomers, italianStories } from "./stories-it.ts";
import { brazilianAnswers, brazilianNewcomers, brazilianStories } from "./stories-pt.ts";
import type { Language, Story } from "./story.ts";

/** The customers who are there when the demo starts. */
export const stories: readonly Story[] = [...englishStories, ...italianStories, ...spanishStories, ...brazilianStories];

/** Those who write for the first time while it runs. */
export const newcomers: readonly Story[] = [...englishNewcomers, ...italianNewcomers, ...spanishNewcomers, ...brazilianNewcomers];

/** What a customer says to an agent when the story has no words of its own left. */
export const answers: Readonly<Record<Language, readonly string[]>> = { en: englishAnswers, it: italianAnswers, es: spanishAnswers, pt_BR: brazilianAnswers };

/** What a customer says who has waited for long. */
export const nudges: Readonly<Record<Language, readonly string[]>> = {
  en: ["Any news?", "Hello, is anyone there?"],
  it: ["Ci sono novità?", "Buongiorno, qualcuno può rispondermi?"],
  es: ["¿Hay novedades?", "Hola, ¿hay alguien?"],
  pt_BR: ["Alguma novidade?", "Oi, tem alguém aí?"],
};
