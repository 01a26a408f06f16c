export interface Clause {
  readonly from: number;
  readonly to: number;
}

/** Sentences of a folded text: up to a full stop, question or exclamation mark before white space, a semicolon, or the end of a line. */
export function clausesOf(folded: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  const close = (to: number): void => {
    if (folded.slice(from, to).trim() !== "") clauses.push({ from, to });
    from = to;
  };
  for (let index = 0; index < folded.length; index += 1) {
    const sign = folded[index];
    if (sign === "\n" || sign === ";") close(index + 1);
    else if ((sign === "." || sign === "!" || sign === "?" || sign === "\u2026") && isGap(folded[index + 1]) && !isShortened(folded, index)) close(index + 1);
  }
  close(folded.length);
  return clauses;
}

const isGap = (sign: string | undefined): boolean => sign === undefined || sign === " " || sign === "\n";

/** `Mr.`, `sig.`, `dott.`: the name comes behind. */
const SHORTENED = /(?:^|[^a-z])(?:mr|mrs|ms|dr|dra|dott|sig|sra|sr|srta|prof|ing|avv|no|nr|art|incl|approx|ca|st|jr|ecc|etc|gent|spett|egr|d)$/;
const isShortened = (folded: string, index: number): boolean => folded[index] === "." && SHORTENED.test(folded.slice(Math.max(0, index - 7), index));

/** The clause that a place lies in. */
export function clauseAt(clauses: readonly Clause[], index: number): number {
  let low = 0;
  let high = clauses.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((clauses[middle]?.from ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
