import startHunspell from "hunspell-asm/dist/cjs/lib/browser/hunspell.js";
import { createDictionaries } from "./dictionaries.ts";
import { readDictionary } from "./dictionary-sources.ts";
import { openDictionary } from "./hunspell.ts";
import type { SpellingAnswer, SpellingQuestion } from "./spelling-question.ts";

/** The dictionaries, beside the guard's worker: opening one takes up to seconds, and no other rule waits for it. */

const answer = createDictionaries({
  open: (files) => openDictionary(startHunspell, files),
  read: readDictionary,
  say: (told: SpellingAnswer) => self.postMessage(told),
  now: () => performance.now(),
});

self.addEventListener("message", ({ data }: MessageEvent<SpellingQuestion>) => void answer(data));
