/** The word behind a `/` that opens the canned replies, and where both stand. */
interface SlashWord {
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

const LOOKED_AT = 60;
const SLASH = /(?:^|\s)\/([\p{L}\p{M}\p{N}_-]{0,40})$/u;

/** Only at the start or behind a space, and only while the caret is at its end: `and/or` and addresses are none. */
export function slashWordAt(text: string, caret: number): SlashWord | undefined {
  const next = text[caret];
  if (next !== undefined && !/\s/u.test(next)) return undefined;
  const start = Math.max(0, caret - LOOKED_AT);
  const query = SLASH.exec(text.slice(start, caret))?.[1];
  if (query === undefined) return undefined;
  // A longer word was cut off: its start is not in sight.
  if (start > 0 && query.length + 1 >= LOOKED_AT) return undefined;
  return { from: caret - query.length - 1, to: caret, query };
}
