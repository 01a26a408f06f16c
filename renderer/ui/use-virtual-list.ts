import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type RefObject } from "react";

interface Asked<Id extends string> {
  readonly ids: readonly Id[];
  readonly selected: Id | undefined;
  /** Of one line, in px. */
  readonly height: number;
}

interface VirtualList {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Virtualizer<HTMLDivElement, Element>;
  /** Where the selected one stands; -1: it is not in the list. */
  readonly place: number;
}

/** Only the lines on screen exist, and what is selected by keyboard comes into view. */
export function useVirtualList<Id extends string>({ height, ids, selected }: Asked<Id>): VirtualList {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- used in the component of the list alone; no compiler memoises it
  const rows = useVirtualizer<HTMLDivElement, Element>({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 6,
  });
  useEffect(() => rows.measure(), [height, rows]);

  const place = selected === undefined ? -1 : ids.indexOf(selected);
  const newest = useRef(place);
  newest.current = place;
  useEffect(() => {
    if (newest.current >= 0) rows.scrollToIndex(newest.current, { align: "auto" });
  }, [selected, rows]);

  return { scroller, rows, place };
}
