import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefCallback } from "react";
import { flushSync } from "react-dom";

interface Asked<Id extends string> {
  readonly ids: readonly Id[];
  readonly selected: Id | undefined;
  /** Of one line, in px. */
  readonly height: number;
}

interface Line<Id extends string> {
  readonly id: Id;
  readonly index: number;
  /** Where it begins, in px. */
  readonly start: number;
}

interface VirtualList<Id extends string> {
  readonly scroller: RefCallback<HTMLDivElement>;
  /** Those on screen, and a few on either side. */
  readonly lines: readonly Line<Id>[];
  /** Of all lines, in px. */
  readonly height: number;
  /** Where the selected one stands; -1: it is not in the list. */
  readonly place: number;
}

const BESIDE = 6;

/**
 * Only the lines on screen exist, and what is selected by keyboard comes into view. All lines are of one height, so that nothing is
 * kept or counted for each: with 100,000 of them that would be done anew for every letter of a search [PF12].
 */
export function useVirtualList<Id extends string>({ height, ids, selected }: Asked<Id>): VirtualList<Id> {
  const [node, scroller] = useState<HTMLDivElement | null>(null);
  const [seen, setSeen] = useState({ first: 0, last: -1 });

  const look = useCallback(() => {
    if (node === null) return;
    const first = Math.floor(node.scrollTop / height);
    const last = Math.ceil((node.scrollTop + node.clientHeight) / height) - 1;
    setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, [height, node]);

  useLayoutEffect(() => {
    if (node === null) return;
    // oxlint-disable-next-line react/set-state-in-effect -- how much is seen is known from the element alone
    look();
    // In the same frame: nobody sees a line that is not there yet.
    const onScroll = (): void => flushSync(look);
    node.addEventListener("scroll", onScroll, { passive: true });
    const size = typeof ResizeObserver === "undefined" ? undefined : new ResizeObserver(look);
    size?.observe(node);
    return () => {
      node.removeEventListener("scroll", onScroll);
      size?.disconnect();
    };
  }, [look, node]);

  const place = selected === undefined ? -1 : ids.indexOf(selected);
  const newest = useRef(place);
  newest.current = place;
  useEffect(() => {
    if (node === null || newest.current < 0) return;
    const top = newest.current * height;
    const lowest = top + height - node.clientHeight;
    if (top < node.scrollTop) node.scrollTo({ top });
    else if (lowest > node.scrollTop) node.scrollTo({ top: lowest });
  }, [selected, node, height]);

  // A list that has become shorter is scrolled back by the browser a frame later.
  const many = seen.last - seen.first + 1;
  const from = Math.max(0, Math.min(seen.first, ids.length - many) - BESIDE);
  const lines = ids.slice(from, from + many + 2 * BESIDE).map((id, at) => ({ id, index: from + at, start: (from + at) * height }));
  return { scroller, lines, height: ids.length * height, place };
}
