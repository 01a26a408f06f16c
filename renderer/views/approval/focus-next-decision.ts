import { focusList } from "../shell/focus.ts";

/** What was decided goes from the screen: the focus moves to the next message of this thread that waits, else back to the list. */
export function focusNextDecision(within: Element | null): void {
  const cards = [...document.querySelectorAll<HTMLElement>("[data-approval]")];
  const own = within?.closest<HTMLElement>("[data-approval]");
  const at = own === null || own === undefined ? -1 : cards.indexOf(own);
  const next = cards[at + 1] ?? cards.find((card) => card !== own);
  if (next === undefined) focusList();
  else next.focus();
}
