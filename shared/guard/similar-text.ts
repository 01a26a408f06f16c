import { withoutMarks, wordsOf } from "../consent/plain-words.ts";

/** What of a text is the same for everybody: its words without figures and without the person's name. */
export interface Fingerprint {
  readonly words: number;
  /** Pairs of neighbouring words, each once. */
  readonly pairs: ReadonlySet<string>;
}

export function fingerprint(text: string, contactName = ""): Fingerprint {
  const name = new Set(wordsOf(contactName).map(withoutMarks));
  const words = wordsOf(text)
    .map(withoutMarks)
    .filter((word) => !/\d/.test(word) && !name.has(word));
  return { words: words.length, pairs: new Set(words.slice(1).map((word, index) => `${words[index] ?? ""} ${word}`)) };
}

/** Share of the pairs that both texts have, 0 to 1 (Jaccard). Two empty texts are not alike. */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  const [few, many] = a.pairs.size <= b.pairs.size ? [a.pairs, b.pairs] : [b.pairs, a.pairs];
  if (few.size === 0) return 0;
  let common = 0;
  for (const pair of few) if (many.has(pair)) common += 1;
  return common / (a.pairs.size + b.pairs.size - common);
}
