import { describe, expect, test } from "vitest";
import { createDictionaries } from "../../renderer/spelling/dictionaries.ts";
import type { Dictionary } from "../../renderer/spelling/hunspell.ts";
import type { SpellingAnswer, SpellingNews, SpellingQuestion } from "../../renderer/spelling/spelling-question.ts";
import { createWordMemory } from "../../renderer/spelling/word-memory.ts";
import { dictionaryFiles, openFixture } from "../fixtures/guard/dictionaries.ts";

const text = (body: string) => ({ kind: "text", text: body }) as const;

/** The memory of the guard's worker; what it asks is answered when the test says so. */
function aMemory() {
  const asked: SpellingQuestion[] = [];
  const news: SpellingNews[] = [];
  const pauses: { ms: number; work: () => void }[] = [];
  const memory = createWordMemory({
    ask: (question) => void asked.push(question),
    tell: (one) => void news.push(one),
    after: (ms, work) => {
      const pause = { ms, work };
      pauses.push(pause);
      return () => void pauses.splice(pauses.indexOf(pause), 1);
    },
  });
  const words = () => asked.flatMap((question) => (question.kind === "words" ? question.words : []));
  return { memory, asked, news, pauses, words };
}

describe("[S0-9] [PF11] typing never waits for a dictionary", () => {
  test("an unknown word is right at first, is looked up once, and is told when it is not", async () => {
    const { asked, memory, news } = aMemory();
    const check = () => memory.spellingOf(text("an adress here"), {}).check("adress", "en");
    expect([check(), check()]).toEqual(["ok", "ok"]);
    await Promise.resolve();
    expect(asked).toEqual([{ kind: "words", language: "en", words: ["adress"] }]);

    memory.heard({ kind: "words", language: "en", answers: [["adress", ["address"]]] });
    expect(news).toEqual([{ kind: "spelling-news" }]);
    expect(check()).toEqual(["address"]);
    expect(asked).toHaveLength(1);
  });

  test("words that are right make no news", async () => {
    const { memory, news } = aMemory();
    memory.spellingOf(text("a box here"), {}).check("box", "en");
    await Promise.resolve();
    memory.heard({ kind: "words", language: "en", answers: [["box", "ok"]] });
    expect(news).toEqual([]);
  });

  test("the word under the fingers is looked up only after a pause", async () => {
    const { memory, pauses, words } = aMemory();
    memory.spellingOf(text("your adre"), {}).check("adre", "en");
    memory.spellingOf(text("your adres"), {}).check("adres", "en");
    await Promise.resolve();
    expect(words()).toEqual([]);
    expect(pauses).toHaveLength(1);
    pauses[0]?.work();
    await Promise.resolve();
    expect(words()).toEqual(["adres"]);
  });

  test("no more than a handful is asked at once, and the rest with the next answer", async () => {
    const { asked, memory } = aMemory();
    const spelling = memory.spellingOf(text("many words "), {});
    for (let i = 0; i < 100; i += 1) spelling.check(`word${"x".repeat(i)}`, "en");
    await Promise.resolve();
    const first = asked[0];
    expect(first?.kind === "words" ? first.words : []).toHaveLength(80);
    memory.heard({ kind: "words", language: "en", answers: first?.kind === "words" ? first.words.map((word) => [word, "ok"] as const) : [] });
    const second = asked[1];
    expect(second?.kind === "words" ? second.words : []).toHaveLength(20);
  });

  test("what is remembered of a language is bounded: the oldest is asked anew", async () => {
    const { memory, words } = aMemory();
    const all = Array.from({ length: 4_001 }, (_, index) => `w${index}`);
    memory.heard({ kind: "words", language: "en", answers: all.map((word) => [word, "ok"] as const) });
    const spelling = memory.spellingOf(text("x "), {});
    spelling.check("w0", "en");
    spelling.check("w4000", "en");
    await Promise.resolve();
    expect(words()).toEqual(["w0"]);
  });
});

describe("[S0-9] what is right here", () => {
  test("words of the workspace, names of templates, and what somebody told to leave alone, with an s of possession too", () => {
    const { memory } = aMemory();
    memory.learn({ right: ["kärcher"] });
    const { isRight } = memory.spellingOf(text("x"), { ignoredWords: ["zorbig"], templates: [{ name: "order_frobnic" } as never] });
    expect(["kärcher", "kärcher's", "zorbig", "frobnic", "adress"].map((word) => isRight?.(word))).toEqual([true, true, true, true, false]);
  });

  test("a language that is switched off, has no dictionary or is none of ours passes, and is not asked", async () => {
    const { asked, memory, news } = aMemory();
    memory.learn({ languages: ["en", "es", "it"] });
    memory.heard({ kind: "missing", language: "it", failed: false });
    const { check } = memory.spellingOf(text("x "), {});
    expect(["pt", "it", "de"].map((language) => check("adress", language))).toEqual(["ok", "ok", "ok"]);
    await Promise.resolve();
    expect(asked).toEqual([]);
    expect(news.at(-1)).toEqual({ kind: "spelling-missing", language: "it", failed: false });

    memory.learn({ dictionary: { language: "it", files: dictionaryFiles("it") } });
    check("adress", "it");
    await Promise.resolve();
    expect(asked.map(({ kind }) => kind)).toEqual(["dictionary", "words"]);
  });
});

/** Languages whose dictionary knows one word alone. */
function theDictionaries(more: { readonly failing?: readonly string[]; readonly now?: () => number; readonly onKnow?: () => void } = {}) {
  const opened: string[] = [];
  const answers: SpellingAnswer[] = [];
  const word = (language: string): string => `word-in-${language}`;
  const answer = createDictionaries({
    read: async (language) => (language === "it" ? undefined : { aff: new TextEncoder().encode(language), dic: new Uint8Array() }),
    open: async ({ aff }): Promise<Dictionary> => {
      const language = new TextDecoder().decode(aff);
      if (more.failing?.includes(language) === true) throw new Error("no");
      opened.push(language);
      return { knows: (one) => (more.onKnow?.(), one === word(language)), suggest: () => [] };
    },
    say: (one) => void answers.push(one),
    now: more.now ?? (() => 0),
  });
  const ask = (language: string, words: readonly string[] = [word(language)]) => answer({ kind: "words", language, words });
  return { answer, answers, ask, opened, word };
}

describe("[S0-9] the dictionaries", () => {
  test("are opened when their language is first asked about; of three the one used least is let go", async () => {
    const { ask, opened } = theDictionaries();
    for (const language of ["en", "es", "en", "pt", "en", "es"]) await ask(language);
    expect(opened).toEqual(["en", "es", "pt", "es"]);
  });

  test("a word of the other language that is open is right: people mix them", async () => {
    const { answers, ask, word } = theDictionaries();
    await ask("es");
    await ask("en", [word("es"), "nothing"]);
    expect(answers.at(-1)).toMatchObject({
      answers: [
        [word("es"), "ok"],
        ["nothing", []],
      ],
    });
  });

  test("that do not open are told once and never tried again", async () => {
    const { answers, ask } = theDictionaries({ failing: ["pt"] });
    await ask("pt");
    await ask("pt");
    expect(answers).toEqual([{ kind: "missing", language: "pt", failed: true }]);
  });

  test("that are not there are missed until somebody brings the files", async () => {
    const { answer, answers, ask, opened } = theDictionaries();
    await ask("it");
    expect(answers).toEqual([{ kind: "missing", language: "it", failed: false }]);
    await answer({ kind: "dictionary", language: "it", files: { aff: new TextEncoder().encode("it"), dic: new Uint8Array() } });
    await ask("it");
    expect(opened).toEqual(["it"]);
    expect(answers.at(-1)).toMatchObject({ kind: "words", language: "it" });
  });

  test("a question that takes too long is answered in part", async () => {
    let now = 0;
    const { answers, ask } = theDictionaries({ now: () => now, onKnow: () => void (now += 300) });
    await ask("en", ["a", "b", "c", "d"]);
    const told = answers[0];
    expect(told?.kind === "words" ? told.answers.length : 0).toBeGreaterThan(0);
    expect(told?.kind === "words" ? told.answers.length : 4).toBeLessThan(4);
  });

  test("an Italian article goes along with its word, by an admin's dictionary", async () => {
    const dictionary = await openFixture("it");
    const { judgeWord } = await import("../../renderer/spelling/word-judge.ts");
    expect(judgeWord("l'ordine", "it", dictionary)).toBe("ok");
    expect(judgeWord("l'ordne", "it", dictionary)).toContain("l'ordine");
  });
});
