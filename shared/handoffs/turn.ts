import type { Instant } from "../time.ts";

/** One message as the rules see it. `person`: one of ours; `app`: written elsewhere. */
export interface Turn {
  readonly from: "customer" | "bot" | "person" | "app";
  readonly at: Instant;
  readonly text: string;
}

/** What was said since a person spoke last; oldest first. */
export function sincePerson(turns: readonly Turn[]): readonly Turn[] {
  return turns.slice(turns.findLastIndex(({ from }) => from === "person" || from === "app") + 1);
}
