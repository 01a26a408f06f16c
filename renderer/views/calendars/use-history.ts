import { useRef, useState } from "react";
import type { CalendarDefinition } from "../../../shared/sla/calendar.ts";

/** A part of the editor, where what was taken away is said. */
export type Place = "week" | "holidays" | "exceptions";

export interface Edit {
  /** Edits of one tag, one right after the other, are undone together: a block that is moved key by key. */
  readonly tag?: string;
  /** What is said, with Undo beside it, until something else is changed. */
  readonly said?: { readonly place: Place; readonly sentence: string };
}

interface Step extends Edit {
  readonly before: CalendarDefinition;
  readonly after: CalendarDefinition;
}

export interface History {
  readonly change: (next: CalendarDefinition, edit?: Edit) => void;
  /** Undefined where there is nothing to take back. */
  readonly undo: (() => void) | undefined;
  readonly said: Edit["said"];
}

const MOST_STEPS = 100;

/** What was done to a calendar while it was open. A change from elsewhere, as by discarding the draft, cannot be undone from here. */
export function useHistory(current: CalendarDefinition, put: (definition: CalendarDefinition) => void): History {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  // Two changes may come before the next drawing.
  const newest = useRef({ current, steps });
  newest.current = { current, steps };

  const settle = (definition: CalendarDefinition, kept: readonly Step[]) => {
    newest.current = { current: definition, steps: kept };
    setSteps(kept);
    put(definition);
  };
  const last = steps.at(-1);
  const standing = last?.after === current ? last : undefined;

  return {
    change: (next, edit = {}) => {
      const { current: before, steps: known } = newest.current;
      const past = known.at(-1)?.after === before ? known : [];
      const previous = past.at(-1);
      const joined = edit.tag !== undefined && previous?.tag === edit.tag;
      settle(next, [...(joined ? past.slice(0, -1) : past).slice(1 - MOST_STEPS), { ...edit, before: joined ? previous.before : before, after: next }]);
    },
    undo: standing === undefined ? undefined : () => settle(standing.before, steps.slice(0, -1)),
    said: standing?.said,
  };
}
