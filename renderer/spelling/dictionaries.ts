import type { Dictionary, DictionaryFiles } from "./hunspell.ts";
import type { SpellingAnswer, SpellingQuestion } from "./spelling-question.ts";
import { judgeWord, type WordAnswer } from "./word-judge.ts";

interface Deps {
  readonly open: (files: DictionaryFiles) => Promise<Dictionary>;
  /** The files inside the app; undefined where it has none of a language. */
  readonly read: (language: string) => Promise<DictionaryFiles | undefined>;
  readonly say: (answer: SpellingAnswer) => void;
  /** In milliseconds, of any origin. */
  readonly now: () => number;
}

/** Each takes some 20 to 60 MB. */
const MOST_LANGUAGES = 2;
/** Looking for suggestions is what takes long; what is left over is answered with the next question. */
const PATIENCE_MS = 400;

/** [S0-9] The dictionaries of one worker: opened when a language is first asked about, the one used least let go, and one question after the other. */
export function createDictionaries({ now, open, read, say }: Deps): (question: SpellingQuestion) => Promise<void> {
  /** The one used last stands last. */
  const opened = new Map<string, Dictionary>();
  const given = new Map<string, DictionaryFiles>();
  const closed = new Set<string>();
  let work = Promise.resolve();

  const dictionaryOf = async (language: string): Promise<Dictionary | undefined> => {
    const here = opened.get(language);
    if (here !== undefined) {
      opened.delete(language);
      opened.set(language, here);
      return here;
    }
    if (closed.has(language)) return undefined;
    try {
      const files = given.get(language) ?? (await read(language));
      if (files === undefined) {
        closed.add(language);
        say({ kind: "missing", language, failed: false });
        return undefined;
      }
      // Let go first, so that no more than two are ever there.
      for (const least of [...opened.keys()].slice(0, Math.max(0, opened.size + 1 - MOST_LANGUAGES))) opened.delete(least);
      const dictionary = await open(files);
      opened.set(language, dictionary);
      return dictionary;
    } catch {
      closed.add(language);
      say({ kind: "missing", language, failed: true });
      return undefined;
    }
  };

  const answer = async (question: SpellingQuestion): Promise<void> => {
    if (question.kind === "dictionary") {
      const { files, language } = question;
      opened.delete(language);
      closed.delete(language);
      if (files === undefined) given.delete(language);
      else given.set(language, files);
      return;
    }
    const { language, words } = question;
    const dictionary = await dictionaryOf(language);
    if (dictionary === undefined) return;

    const others = [...opened].filter(([other]) => other !== language).map(([, each]) => each);
    const until = now() + PATIENCE_MS;
    const answers: (readonly [string, WordAnswer])[] = [];
    for (const word of words) {
      if (now() > until && answers.length > 0) break;
      answers.push([word, judgeWord(word, language, dictionary, others)]);
    }
    say({ kind: "words", language, answers });
  };

  return (question) => (work = work.then(() => answer(question)));
}
