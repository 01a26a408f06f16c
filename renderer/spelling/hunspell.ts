import type { HunspellRuntime, StartHunspell } from "./hunspell-runtime.ts";

/** The two files of a dictionary, in UTF-8 as their packages have them. */
export interface DictionaryFiles {
  readonly aff: Uint8Array;
  readonly dic: Uint8Array;
}

export interface Dictionary {
  readonly knows: (word: string) => boolean;
  readonly suggest: (word: string) => readonly string[];
}

/**
 * One language in a runtime of its own: the memory of a runtime grows and never shrinks, and goes as a whole when the language is
 * let go. Throws where the files are no dictionary or the machine runs no WebAssembly.
 */
export async function openDictionary(start: StartHunspell, { aff, dic }: DictionaryFiles): Promise<Dictionary> {
  const runtime = await started(start);
  const { FS, UTF8ToString, _free, _malloc, allocateUTF8, cwrap, getValue } = runtime;
  const create = cwrap("Hunspell_create", "number", ["number", "number"]);
  const spell = cwrap("Hunspell_spell", "number", ["number", "number"]);
  const suggest = cwrap("Hunspell_suggest", "number", ["number", "number", "number"]);
  const freeList = cwrap("Hunspell_free_list", null, ["number", "number", "number"]);
  const withText = <Made>(text: string, work: (pointer: number) => Made): Made => {
    const pointer = allocateUTF8(text);
    try {
      return work(pointer);
    } finally {
      _free(pointer);
    }
  };

  FS.writeFile("/words.aff", aff);
  FS.writeFile("/words.dic", dic);
  const handle = withText("/words.aff", (affPath) => withText("/words.dic", (dicPath) => create(affPath, dicPath)));
  // Hunspell keeps what it needs in its own tables.
  FS.unlink("/words.aff");
  FS.unlink("/words.dic");
  if (handle === 0) throw new Error("These files are no dictionary.");

  return {
    knows: (word) => withText(word, (pointer) => spell(handle, pointer)) !== 0,
    suggest: (word) => {
      const list = _malloc(4);
      const count = withText(word, (pointer) => suggest(handle, list, pointer));
      const first = getValue(list, "*");
      const words = Array.from({ length: Math.max(0, count) }, (_, index) => UTF8ToString(getValue(first + index * 4, "*")));
      freeList(handle, list, count);
      _free(list);
      return words;
    },
  };
}

const started = (start: StartHunspell): Promise<HunspellRuntime> =>
  new Promise((resolve, reject) => {
    // A runtime is a thenable of its own, which a promise would wait for without end; so it is not handed on as it is.
    const runtime = start({
      onRuntimeInitialized: () => {
        const { FS, UTF8ToString, _free, _malloc, allocateUTF8, cwrap, getValue } = runtime;
        resolve({ FS, UTF8ToString, _free, _malloc, allocateUTF8, cwrap, getValue });
      },
      onAbort: (reason) => reject(new Error(`The spelling library did not start: ${String(reason)}`)),
    });
  });
