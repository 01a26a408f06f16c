/** A piece of a sentence: words of the catalogue, strong ones, or evidence out of the draft or the thread. */
export interface SentencePart {
  readonly text: string;
  readonly kind: "plain" | "strong" | "evidence";
}

const OPEN = "\u0002";
const CLOSE = "\u0003";

/** Stands for evidence until the sentence is made, so that a customer's own asterisks are never read as ours. */
export const evidenceHole = (name: string): string => `${OPEN}${name}${CLOSE}`;

/** Cuts a sentence of the catalogue: `**strong**`, and evidence where its hole is. */
export function sentenceParts(sentence: string, evidence: Readonly<Record<string, string>>): readonly SentencePart[] {
  return sentence.split("**").flatMap((stretch, i): readonly SentencePart[] =>
    stretch
      .split(OPEN)
      .flatMap((piece, j): readonly SentencePart[] => {
        const end = j === 0 ? -1 : piece.indexOf(CLOSE);
        const plain: SentencePart = { text: piece.slice(end + 1), kind: i % 2 === 1 ? "strong" : "plain" };
        return end < 0 ? [plain] : [{ text: evidence[piece.slice(0, end)] ?? "", kind: "evidence" }, plain];
      })
      .filter(({ text }) => text !== ""),
  );
}
