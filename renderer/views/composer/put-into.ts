import type { Mend } from "./strip-lines.ts";

/** Writes into the field as typing does, so that Ctrl+Z takes it back; the caret stays with the words that it stood at. */
export function putInto(field: HTMLTextAreaElement, { from, to, with: words }: Mend): void {
  const [start, end] = [field.selectionStart, field.selectionEnd];
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  if (!write(words)) {
    field.setRangeText(words, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const after = (at: number) => (at <= from ? at : at >= to ? at + words.length - (to - from) : from + words.length);
  // What was selected and is replaced is not selected any more: the next key would wipe it out.
  field.setSelectionRange(start === from && end === to ? after(end) : after(start), after(end));
}

/** The one way of writing that a text field's own history knows of. False where the page has none. */
function write(words: string): boolean {
  // oxlint-disable-next-line no-deprecated -- Nothing has replaced it for text fields.
  if (typeof document.execCommand !== "function") return false;
  return words === "" ? document.execCommand("delete") : document.execCommand("insertText", false, words);
}

/** Several mends as one, so that one Ctrl+Z takes all of them back. Those that overlap an earlier one are left out. */
export function together(text: string, mends: readonly Mend[]): Mend | undefined {
  const inOrder = mends.toSorted((a, b) => a.from - b.from);
  const [first] = inOrder;
  if (first === undefined) return undefined;
  let [words, at] = ["", first.from];
  for (const mend of inOrder) {
    if (mend.from < at) continue;
    words += text.slice(at, mend.from) + mend.with;
    at = mend.to;
  }
  return { from: first.from, to: at, with: words };
}
