import { useRef, useState, type MouseEvent, type PointerEvent } from "react";
import { DAY_END, moved, painted, resized, snapped, STEP, type DaySpans } from "./day-spans.ts";

/** What the pointer does on a day, and the minute at which it took hold. */
type Grip =
  | { readonly kind: "paint"; readonly at: number }
  | { readonly kind: "move"; readonly index: number; readonly at: number }
  | { readonly kind: "edge"; readonly index: number; readonly edge: "from" | "to"; readonly at: number };

/** In minutes: a hand that only presses trembles. */
const STILL = STEP / 2;

interface Props {
  readonly spans: DaySpans;
  /** One is taken hold of. */
  readonly onGrip: (index: number) => void;
  /** Let go: what the day is now, and the minute that lies in the interval which was made or changed. */
  readonly onDrop: (spans: DaySpans, minute: number) => void;
  readonly onDoubleClick: (index: number) => void;
}

/** Painting, moving and resizing on a day's track. The day itself changes when the pointer lets go; Escape takes it back. */
export function useSpanDrag({ onDoubleClick, onDrop, onGrip, spans }: Props) {
  const grip = useRef<Grip>(undefined);
  const [shown, setShown] = useState<{ readonly spans: DaySpans; readonly minute: number }>();

  const stop = () => {
    grip.current = undefined;
    setShown(undefined);
  };
  const after = (now: Grip, minute: number): { readonly spans: DaySpans; readonly minute: number } => {
    if (Math.abs(minute - now.at) < STILL) return { spans, minute };
    switch (now.kind) {
      case "paint": {
        // The quarter in which the pointer took hold is part of it, whichever way it goes.
        const a = (minute < now.at ? Math.ceil : Math.floor)(now.at / STEP) * STEP;
        const b = snapped(minute);
        return { spans: painted(spans, a, b), minute: (a + b) / 2 };
      }
      case "move": {
        const next = moved(spans, now.index, Math.round((minute - now.at) / STEP) * STEP);
        return { spans: next, minute: middle(next, now.index) };
      }
      case "edge": {
        const [from, to] = spans[now.index] ?? [0, 0];
        const next = resized(spans, now.index, now.edge, snapped((now.edge === "from" ? from : to) + minute - now.at));
        return { spans: next, minute: middle(next, now.index) };
      }
    }
  };

  return {
    shown: shown?.spans ?? spans,
    dragging: shown !== undefined,
    track: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0 || !event.isPrimary) return;
        const target = event.target as Element;
        const edge = target.closest<HTMLElement>("[data-edge]")?.dataset["edge"];
        const index = target.closest<HTMLElement>("[data-span]")?.dataset["span"];
        const at = minuteAt(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        if (index === undefined) grip.current = { kind: "paint", at };
        else {
          grip.current = edge === "from" || edge === "to" ? { kind: "edge", index: Number(index), edge, at } : { kind: "move", index: Number(index), at };
          onGrip(Number(index));
        }
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (grip.current !== undefined) setShown(after(grip.current, minuteAt(event)));
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const { current } = grip;
        stop();
        if (current === undefined) return;
        const end = after(current, minuteAt(event));
        if (end.spans !== spans) onDrop(end.spans, end.minute);
      },
      onPointerCancel: stop,
      // The focus is given by hand: the press that takes hold would take it away.
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onDoubleClick: (event: MouseEvent<HTMLElement>) => {
        const minute = minuteAt(event);
        const index = spans.findIndex(([from, to]) => from <= minute && minute < to);
        if (index !== -1) onDoubleClick(index);
      },
      onKeyDown: (event: { readonly key: string; readonly preventDefault: () => void }) => {
        if (event.key !== "Escape" || grip.current === undefined) return;
        event.preventDefault();
        stop();
      },
    },
  };
}

const middle = (spans: DaySpans, index: number): number => {
  const [from, to] = spans[index] ?? [0, 0];
  return (from + to) / 2;
};

function minuteAt({ clientX, currentTarget }: MouseEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return width === 0 ? 0 : Math.min(DAY_END, Math.max(0, ((clientX - left) / width) * DAY_END));
}
