import { z } from "zod";
import { wordKey } from "../../shared/spelling/workspace-words.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

/** A word that somebody called right, for everybody here. */
export interface LearnedWord {
  readonly word: string;
  readonly by: string;
  readonly at: Instant;
}

const KEY = "spelling.learned";
const rows = z.array(z.tuple([z.string(), z.string(), z.number()]));
/** More is no list that anybody looks through. */
const MOST = 5_000;

/** By the alphabet. */
export const learnedWords = (tx: Pick<ReadTx, "meta">): readonly LearnedWord[] =>
  rows.parse(JSON.parse(tx.meta(KEY) ?? "[]")).map(([word, by, at]) => ({ word, by, at: toInstant(at) }));

/** False where there are too many. The same word again changes nothing. */
export function learnWord(tx: WriteTx, learned: LearnedWord): boolean {
  const words = learnedWords(tx);
  if (words.some(({ word }) => wordKey(word) === wordKey(learned.word))) return true;
  if (words.length >= MOST) return false;
  keep(tx, [...words, learned]);
  tx.appendAudit({ at: learned.at, who: learned.by, action: "word-learned", target: "spelling", data: JSON.stringify({ word: learned.word }) });
  return true;
}

export function forgetWord(tx: WriteTx, word: string, by: string, at: Instant): void {
  const words = learnedWords(tx);
  const left = words.filter((one) => wordKey(one.word) !== wordKey(word));
  if (left.length === words.length) return;
  keep(tx, left);
  tx.appendAudit({ at, who: by, action: "word-forgotten", target: "spelling", data: JSON.stringify({ word }) });
}

const keep = (tx: WriteTx, words: readonly LearnedWord[]): void =>
  tx.setMeta(KEY, JSON.stringify(words.toSorted((a, b) => (wordKey(a.word) < wordKey(b.word) ? -1 : 1)).map(({ at, by, word }) => [word, by, at])));
