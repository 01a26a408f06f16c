import type { Draft, GuardContext, Spelling } from "../../shared/guard/context.ts";
import { isSpellingLanguage, type SpellingAnswer, type SpellingLesson, type SpellingNews, type SpellingQuestion } from "./spelling-question.ts";
import type { WordAnswer } from "./word-judge.ts";

interface Deps {
  readonly ask: (question: SpellingQuestion) => void;
  readonly tell: (news: SpellingNews) => void;
  /** Calls back once after so many milliseconds; returns what cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
}

export interface WordMemory {
  /** For one check: answers at once with what is known, and has the rest looked up. `leaving`: nobody is typing any more. */
  readonly spellingOf: (draft: Draft, context: Pick<GuardContext, "templates"> & { readonly ignoredWords?: readonly string[] | undefined }) => Spelling;
  readonly heard: (answer: SpellingAnswer) => void;
  readonly learn: (lesson: SpellingLesson["spelling"]) => void;
}

/** Of each language; a person's vocabulary fits into it several times. */
const MOST_WORDS = 4_000;
/** At once; the rest with the next check. */
const MOST_ASKED = 80;
/** For so long the word under the fingers is left alone. */
const PAUSE_MS = 1_000;

/** [S0-9] What the dictionaries have said, kept where the rules run: a rule never waits, and is asked again when there is news. */
export function createWordMemory({ after, ask, tell }: Deps): WordMemory {
  const known = new Map<string, Map<string, WordAnswer>>();
  const asked = new Map<string, Set<string>>();
  const missing = new Set<string>();
  let right: ReadonlySet<string> = new Set();
  let languages: ReadonlySet<string> | undefined;
  let lastWord = "";
  let calmPause = (): void => undefined;

  const post = (language: string): void => {
    const words = [...(asked.get(language) ?? [])].slice(0, MOST_ASKED);
    if (words.length > 0) ask({ kind: "words", language, words });
  };
  const want = (language: string, word: string): void => {
    const words = asked.get(language) ?? new Set();
    asked.set(language, words);
    if (words.size === 0) queueMicrotask(() => post(language));
    words.add(word);
  };
  const pauseAt = (word: string, language: string): void => {
    if (lastWord === word) return;
    lastWord = word;
    calmPause();
    calmPause = after(PAUSE_MS, () => {
      if (known.get(language)?.has(word) !== true) want(language, word);
    });
  };

  return {
    spellingOf: (draft, { ignoredWords = [], templates = [] }) => {
      const ignored = new Set(ignoredWords);
      const names = new Set(templates.flatMap(({ name }) => name.toLowerCase().split(/[_\s]/)));
      const unfinished = draft.kind === "text" ? (/[\p{L}\p{M}'’-]+$/u.exec(draft.text)?.[0].normalize("NFC").replaceAll("’", "'") ?? "") : "";
      return {
        isRight: (small) => {
          const bare = small.replace(/'s$/, "");
          return right.has(small) || right.has(bare) || ignored.has(small) || names.has(small);
        },
        check: (word, language) => {
          if (!isSpellingLanguage(language) || languages?.has(language) === false || missing.has(language)) return "ok";
          const answer = known.get(language)?.get(word);
          if (answer !== undefined) return answer;
          if (word === unfinished) pauseAt(word, language);
          else want(language, word);
          return "ok";
        },
      };
    },
    heard: (answer) => {
      if (answer.kind === "missing") {
        missing.add(answer.language);
        asked.delete(answer.language);
        return tell({ kind: "spelling-missing", language: answer.language, failed: answer.failed });
      }
      const { answers, language } = answer;
      const waiting = asked.get(language);
      const words = known.get(language) ?? new Map<string, WordAnswer>();
      known.set(language, words);
      for (const [word, said] of answers) {
        words.set(word, said);
        waiting?.delete(word);
      }
      for (const oldest of [...words.keys()].slice(0, Math.max(0, words.size - MOST_WORDS))) words.delete(oldest);
      post(language);
      if (answers.some(([, said]) => said !== "ok" && said.length > 0)) tell({ kind: "spelling-news" });
    },
    learn: ({ dictionary, languages: wanted, right: words }) => {
      if (words !== undefined) right = new Set(words);
      if (wanted !== undefined) languages = new Set(wanted);
      if (dictionary !== undefined) {
        missing.delete(dictionary.language);
        known.delete(dictionary.language);
        asked.delete(dictionary.language);
        ask({ kind: "dictionary", ...dictionary });
      }
      tell({ kind: "spelling-news" });
    },
  };
}
