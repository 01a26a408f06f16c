import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";

interface Deps {
  readonly ids: readonly string[];
  /** Where this one may go. */
  readonly placesOf: (id: string) => readonly [first: number, last: number];
  readonly onDrop: (id: string, to: number) => void;
}

interface DragOrder {
  readonly list: RefObject<HTMLUListElement | null>;
  /** What is being dragged, and where it would land. */
  readonly drag: { readonly id: string; readonly to: number } | undefined;
  /** For the handle of each item. */
  readonly grip: (id: string) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

/** So near to the edge of what scrolls, dragging scrolls it. */
const EDGE_PX = 48;
const STEP_PX = 14;

/** Order by dragging a handle, with mouse, pen or finger. Escape leaves everything where it was. */
export function useDragOrder({ ids, onDrop, placesOf }: Deps): DragOrder {
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<DragOrder["drag"]>();
  const isDragging = drag !== undefined;

  useEffect(() => {
    if (!isDragging) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setDrag(undefined);
    };
    window.addEventListener("keydown", leave, true);
    return () => window.removeEventListener("keydown", leave, true);
  }, [isDragging]);

  const placeAt = (id: string, y: number): number => {
    const items = Array.from(list.current?.children ?? []);
    const above = items.filter((item, index) => ids[index] !== id && middleOf(item) < y).length;
    const [first, last] = placesOf(id);
    return Math.min(last, Math.max(first, above));
  };

  return {
    list,
    drag,
    grip: (id) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        // Neither marks text nor takes the focus from where it is.
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ id, to: ids.indexOf(id) });
      },
      onPointerMove: (event) => {
        if (drag?.id !== id) return;
        scrollNear(event.currentTarget.closest("main"), event.clientY);
        setDrag({ id, to: placeAt(id, event.clientY) });
      },
      onPointerUp: () => {
        if (drag?.id === id && drag.to !== ids.indexOf(id)) onDrop(id, drag.to);
        setDrag(undefined);
      },
      onPointerCancel: () => setDrag(undefined),
    }),
  };
}

function middleOf(item: Element): number {
  const { height, top } = item.getBoundingClientRect();
  return top + height / 2;
}

function scrollNear(scroller: Element | null, y: number): void {
  if (scroller === null) return;
  const { bottom, top } = scroller.getBoundingClientRect();
  if (y < top + EDGE_PX) scroller.scrollBy(0, -STEP_PX);
  else if (y > bottom - EDGE_PX) scroller.scrollBy(0, STEP_PX);
}
