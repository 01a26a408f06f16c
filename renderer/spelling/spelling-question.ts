import type { DictionaryFiles } from "./hunspell.ts";
import type { WordAnswer } from "./word-judge.ts";

/** Languages that the inbox is written in, and for which a dictionary may be had. */
export const SPELLING_LANGUAGES = ["en", "es", "pt", "it"] as const;
export type SpellingLanguage = (typeof SPELLING_LANGUAGES)[number];
export const isSpellingLanguage = (language: string): language is SpellingLanguage => (SPELLING_LANGUAGES as readonly string[]).includes(language);

/** To the worker with the dictionaries. */
export type SpellingQuestion =
  | { readonly kind: "words"; readonly language: string; readonly words: readonly string[] }
  /** A dictionary that the app does not have inside; absent: it is gone. */
  | { readonly kind: "dictionary"; readonly language: string; readonly files: DictionaryFiles | undefined };

/** From it. */
export type SpellingAnswer =
  | { readonly kind: "words"; readonly language: string; readonly answers: readonly (readonly [word: string, answer: WordAnswer])[] }
  /** There is no dictionary, or it does not open: its words pass. */
  | { readonly kind: "missing"; readonly language: string; readonly failed: boolean };

/** What the page tells the guard's worker about spelling. */
export interface SpellingLesson {
  readonly spelling: {
    /** In lower case: words of the workspace, learned or in use, and names. */
    readonly right?: readonly string[] | undefined;
    /** Which languages are looked at. */
    readonly languages?: readonly string[] | undefined;
    readonly dictionary?: { readonly language: string; readonly files: DictionaryFiles | undefined } | undefined;
  };
}

/** What the guard's worker tells the page about spelling. `news`: more is known now than when the last check was answered. */
export type SpellingNews = { readonly kind: "spelling-news" } | { readonly kind: "spelling-missing"; readonly language: string; readonly failed: boolean };
