import type { RuleFigures } from "../../../shared/api/guard-figures.ts";

/** The numbers of the sentence that says how often a rule spoke and what became of it. */
export const spokenNumbers = ({ fired, heeded, mended, overridden, refused }: RuleFigures, words: (count: number) => string) => ({
  fired: words(fired),
  overridden: words(overridden),
  mended: words(mended),
  refused: words(refused),
  heeded: words(heeded),
});
