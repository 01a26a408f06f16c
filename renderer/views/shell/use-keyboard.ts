import { useEffect } from "react";
import type { Commands } from "../../commands/commands.ts";
import { ACTIONS } from "./actions.ts";
import { meaningOf, type Where } from "./keyboard-map.ts";

const byKeys = new Map(ACTIONS.flatMap((action) => (action.keys === undefined ? [] : [[action.keys, action] as const])));
const known = new Set(byKeys.keys());
/** How long `g` waits for its second key. */
const CHORD_MS = 1_200;

/** Everything works without a mouse: one listener for the window. */
export function useKeyboard(commands: Commands): void {
  useEffect(() => {
    let chord: { readonly first: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;
    const forget = () => {
      if (chord !== undefined) clearTimeout(chord.timer);
      chord = undefined;
    };

    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const meaning = meaningOf(event, whereIs(event.target, chord?.first), known);
      forget();
      if (meaning.kind === "chord") chord = { first: meaning.first, timer: setTimeout(forget, CHORD_MS) };
      if (meaning.kind !== "action") return;
      event.preventDefault();
      byKeys.get(meaning.keys)?.run(commands);
    };

    window.addEventListener("keydown", press);
    return () => {
      forget();
      window.removeEventListener("keydown", press);
    };
  }, [commands]);
}

function whereIs(target: EventTarget | null, chord: string | undefined): Where {
  const element = target instanceof Element ? target : undefined;
  const isIn = (selector: string) => element !== undefined && element.closest(selector) !== null;
  return {
    chord,
    typing: isIn("input, textarea, select, [contenteditable]"),
    inDialog: isIn("[role=dialog], [role=menu]") || document.querySelector("[role=menu][data-state=open]") !== null,
    onControl: isIn("button, a, [role=menuitem], [role=tab]"),
  };
}
