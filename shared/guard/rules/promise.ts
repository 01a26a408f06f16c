import type { Message } from "../../inbox/message.ts";
import type { Instant } from "../../time.ts";
import { COMMITS, NO_PROMISE, SPEAKS_OF_IT } from "../lexicon/promises.ts";
import { WORDS } from "../lexicon/languages.ts";
import { clausesOf } from "../text/clauses.ts";
import { holds } from "../text/phrases.ts";
import { promisedBy } from "../text/promised-time.ts";
import { passageAt, readText, type Passage } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";

/** [G-PROMISE] The last reply promised something by a time that is over, and the draft does not speak of it. */
export const promiseRule: TextRule = ({ draft, whole }, { messages, timeZone }, _policy, now) => {
  if (whole === undefined || messages === undefined) return [];
  const own = draft.kind === "text" ? draft.id : undefined;
  const last = messages.findLast((message) => message.direction === "out" && message.id !== own && wentOut(message));
  if (last === undefined || last.content.type !== "text") return [];

  const promise = promiseIn(last.content.body, last.at, timeZone);
  if (promise === undefined || promise.dueAt >= now || speaksOf(whole.folded, promise.words.text)) return [];
  return [
    {
      rule: "G-PROMISE",
      severity: "advise",
      messageKey: "guard.promise",
      evidence: { messageId: last.id, words: promise.words.text.trim(), ...promise.words, promisedAt: promise.dueAt, saidAt: last.at },
      remedies: [{ command: "show-new", messageId: last.id }],
    },
  ];
};

const wentOut = ({ state }: Message): boolean => state !== "failed" && state !== "held" && state !== "cancelled";

/** What was promised first, and by when. */
export function promiseIn(text: string, saidAt: Instant, timeZone: string | undefined): { readonly words: Passage; readonly dueAt: Instant } | undefined {
  const reading = readText(text);
  for (const { from, to } of clausesOf(reading.folded)) {
    const clause = reading.folded.slice(from, to);
    if (clause.trimEnd().endsWith("?") || !holds(COMMITS, clause) || holds(NO_PROMISE, clause)) continue;
    const dueAt = promisedBy(clause, saidAt, timeZone);
    if (dueAt !== undefined) return { words: passageAt(reading, from, to), dueAt };
  }
  return undefined;
}

const ROOT = 5;

/** It asks pardon, reports, or speaks of the same thing. */
function speaksOf(draft: string, promise: string): boolean {
  if (holds(SPEAKS_OF_IT, draft)) return true;
  const roots = (text: string): readonly string[] => (text.match(/[a-z]{5,40}/g) ?? []).filter((word) => !WORDS.has(word)).map((word) => word.slice(0, ROOT));
  const promised = new Set(roots(readText(promise).folded));
  return roots(draft).some((root) => promised.has(root));
}
