import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, Home: -Infinity, End: Infinity };

/** What opens is walked through at once: its first thing has the focus. */
export function useFirstFocused(things: string): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>(things)?.focus(), [things]);
  return list;
}

/** The arrows, or j and k, go from one thing of a list to the next, Home and End to its ends; from elsewhere the first press takes hold of the first. */
export function stepFocus(event: KeyboardEvent<HTMLElement>, things: string): void {
  const step = STEPS[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select") !== null) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(things)];
  const here = all.findIndex((each) => each.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, here === -1 ? 0 : here + step))];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
