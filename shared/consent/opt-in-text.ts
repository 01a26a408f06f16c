import { OPT_IN_WORDS, type OptInWords } from "./opt-in-words.ts";
import { withoutMarks, wordsOf } from "./plain-words.ts";

export interface OptInProblem {
  readonly code: "empty" | "language-unknown" | "does-not-agree" | "does-not-say-messages" | "no-business-name" | "no-whatsapp" | "no-way-to-stop";
  /** Errors keep the text from being proof; advice makes it better. */
  readonly severity: "error" | "advice";
}

/**
 * [S2-4] [S2-5] What is missing from the words with which people opt in. They must say that the person will receive messages, and from
 * whom by name. WhatsApp need not be named since November 2024, and how to stop is the platform's tip, so both are advice.
 */
export function checkOptInText(text: string, businessName: string): readonly OptInProblem[] {
  const said = withoutMarks(wordsOf(text).join(" "));
  if (said === "") return [{ code: "empty", severity: "error" }];

  const name = withoutMarks(wordsOf(businessName).join(" "));
  const missing = (ok: boolean, code: OptInProblem["code"], severity: OptInProblem["severity"]): readonly OptInProblem[] => (ok ? [] : [{ code, severity }]);
  const always = [
    ...missing(name !== "" && has(said, [name]), "no-business-name", "error"),
    ...missing(has(said, ["whatsapp", "whats app"]), "no-whatsapp", "advice"),
  ];

  const words = languageOf(said);
  // What cannot be read is not called wrong.
  if (words === undefined) return [...always, { code: "language-unknown", severity: "advice" }];
  return [
    ...missing(has(said, words.agree), "does-not-agree", "error"),
    ...missing(has(said, words.receive) && has(said, words.messages), "does-not-say-messages", "error"),
    ...always,
    ...missing(has(said, words.stop), "no-way-to-stop", "advice"),
  ];
}

/** The language of which most of the expected parts are there. */
function languageOf(said: string): OptInWords | undefined {
  const scored = OPT_IN_WORDS.map((words) => ({
    words,
    score: [words.agree, words.receive, words.messages, words.stop].reduce(
      (sum, list) => sum + list.filter((word) => word !== "whatsapp" && has(said, [word])).length,
      0,
    ),
  }));
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? undefined : best.words;
}

const has = (said: string, words: readonly string[]): boolean => words.some((word) => ` ${said} `.includes(` ${word} `));
