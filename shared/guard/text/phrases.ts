/** No rule shows more than a handful of places; a text that is nothing but hits must not cost more than one of words. */
const MOST = 200;

/** One pattern out of phrases in folded spelling (lower case, no diacritics), on whole words. Quantifiers are bounded and never nested: linear time. */
export const phrases = (...all: readonly string[]): RegExp => new RegExp(`\\b(?:${all.join("|")})(?![a-z0-9])`, "g");

export interface Hit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Where a pattern stands in a folded text. */
export function hits(pattern: RegExp, folded: string): readonly Hit[] {
  const found: Hit[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(folded); match !== null && found.length < MOST; match = pattern.exec(folded)) {
    if (match[0] === "") pattern.lastIndex += 1;
    else found.push({ from: match.index, to: match.index + match[0].length, text: match[0] });
  }
  pattern.lastIndex = 0;
  return found;
}

/** Whether a pattern stands anywhere in a folded text. */
export function holds(pattern: RegExp, folded: string): boolean {
  pattern.lastIndex = 0;
  const found = pattern.test(folded);
  pattern.lastIndex = 0;
  return found;
}
