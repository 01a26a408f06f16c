import { lengthFacts } from "../../../shared/platform/facts.ts";
/** The platform takes no longer text than this. */
export const LONGEST_MESSAGE = lengthFacts.text.value;

interface EnterPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * Enter sends and Shift+Enter breaks, or the other way round; Ctrl or ⌘ sends and goes on, with Shift it asks for a time. While an input
 * method composes, Enter is its own.
 */
export function meaningOfEnter(press: EnterPress, composing: boolean, enterSends: boolean): "send" | "send-and-next" | "schedule" | "nothing" {
  if (press.key !== "Enter" || composing || press.altKey) return "nothing";
  if (press.ctrlKey || press.metaKey) return press.shiftKey ? "schedule" : "send-and-next";
  return press.shiftKey === enterSends ? "nothing" : "send";
}
