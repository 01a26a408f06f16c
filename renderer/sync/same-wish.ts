import { wishKey } from "../state/returned.ts";
import type { Wish } from "./engine.ts";

/**
 * Whether both are one wish, whatever number it has. A message and a note carry a name of their own; anything else is what was
 * wished and when: `restored` alone may have been added since.
 */
export function isSameWish(a: Wish, b: Wish): boolean {
  if (wishKey(a.mutation, a.madeAt) !== wishKey(b.mutation, b.madeAt)) return false;
  return a.mutation.kind === "send" || a.mutation.kind === "note" || inOrder(a.mutation) === inOrder(b.mutation);
}

/** The same text whatever the order of the keys: a journal may write them in another. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
