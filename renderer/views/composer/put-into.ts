import type { Mend } from "./strip-lines.ts";

/**
 * Writes into the field as typing does, so that Ctrl+Z takes it back; the caret stays with the words that it stood at. `parts` are the
 * changes of which `whole` is made, where it is made of several.
 */
export function putInto(field: HTMLTextAreaElement, whole: Mend, parts: readonly Mend[] = [whole]): void {
  const [start, end] = [field.selectionStart, field.selectionEnd];
  field.focus({ preventScroll: true });
  field.setSelectionRange(whole.from, whole.to);
  if (!write(whole.with)) overwrite(field, field.value.slice(0, whole.from) + whole.with + field.value.slice(whole.to));
  const [from, to] = [placeAfter(start, parts), placeAfter(end, parts)];
  // What was selected and is replaced is not selected any more: the next key would wipe it out.
  field.setSelectionRange(start === whole.from && end === whole.to ? to : from, to);
}

/** The one way of writing that a text field's own history knows of. False where the page has none. */
function write(words: string): boolean {
  // oxlint-disable-next-line no-deprecated -- Nothing has replaced it for text fields.
  if (typeof document.execCommand !== "function") return false;
  return words === "" ? document.execCommand("delete") : document.execCommand("insertText", false, words);
}

/** As if typed, without a history: past React's own setter, which would take it for its own doing. */
function overwrite(field: HTMLTextAreaElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Where a place of the text stands after these changes; one inside of a change is behind it. */
function placeAfter(at: number, mends: readonly Mend[]): number {
  let by = 0;
  for (const { from, to, with: words } of mends) {
    if (at <= from) continue;
    by += at >= to ? words.length - (to - from) : from + words.length - at;
  }
  return at + by;
}

/** Those that can be made together, in order: the ones that overlap an earlier one are left out. */
export function apart(mends: readonly Mend[]): readonly Mend[] {
  let end = 0;
  return mends
    .toSorted((a, b) => a.from - b.from)
    .filter(({ from, to }) => {
      const isFree = from >= end;
      if (isFree) end = to;
      return isFree;
    });
}

/** Several mends as one, so that one Ctrl+Z takes all of them back. */
export function together(text: string, mends: readonly Mend[]): Mend | undefined {
  const [first] = mends;
  if (first === undefined) return undefined;
  let [words, at] = ["", first.from];
  for (const mend of mends) {
    words += text.slice(at, mend.from) + mend.with;
    at = mend.to;
  }
  return { from: first.from, to: at, with: words };
}
