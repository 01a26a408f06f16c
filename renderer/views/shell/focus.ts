const WISH = "greenline-focus";
type Target = "filter" | "reply" | "note" | "template" | "canned" | "schedule";

/** A wish for the focus that crosses the window: who has the key asks, who owns the field listens. */
export const askFocus = (target: Target): boolean => window.dispatchEvent(new CustomEvent<Target>(WISH, { detail: target }));

export const onFocusFilter = (listener: () => void): (() => void) => listen((target) => target === "filter" && listener());

export const onFocusComposer = (listener: (mode: Exclude<Target, "filter" | "canned">) => void): (() => void) =>
  listen((target) => target !== "filter" && target !== "canned" && listener(target));

export const onAskCanned = (listener: () => void): (() => void) => listen((target) => target === "canned" && listener());

function listen(heard: (target: Target) => void): () => void {
  const listener = (event: Event) => heard((event as CustomEvent<Target>).detail);
  window.addEventListener(WISH, listener);
  return () => window.removeEventListener(WISH, listener);
}

/** Gives the focus back to the list once a dialogue or an action has taken its place. */
export const focusList = (): void => document.getElementById("conversation-list")?.focus({ preventScroll: true });
