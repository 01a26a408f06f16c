import { createContext, useContext, useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { InboxState } from "./inbox-state.ts";

/** Puts what is true at `now` on the screen, and says when it has to be put there again. */
export type Paint = (now: Instant, certain: boolean) => Instant | undefined;

export interface Ticker {
  /** The server's time as well as we know it. */
  readonly now: () => Instant;
  /** Paints at once, then whenever the paint's own next instant has come. Returns its stop. */
  readonly watch: (paint: Paint) => () => void;
  readonly stop: () => void;
}

interface Deps {
  readonly clock: Clock;
  readonly offset: () => InboxState["offset"];
  /** Calls back when the offset has changed: everything is painted anew. */
  readonly onOffset: (listener: () => void) => () => void;
  readonly page: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;
  readonly timers?: { readonly set: (task: () => void, ms: number) => unknown; readonly clear: (timer: unknown) => void };
}

/** The platform's longest timer; a later instant is looked at again then. */
const LONGEST_SLEEP = 2 ** 31 - 1;
const pageTimers = {
  set: (task: () => void, ms: number) => setTimeout(task, ms),
  clear: (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** This machine's own clock, for the composition root. */
export const systemClock: Clock = { now: () => toInstant(Date.now()) };

/**
 * [PF8] The one ticker of a window: a single timer for the nearest change of everything on screen. Paints write text, not
 * state. It sleeps while the page is hidden and paints all of it anew afterwards, as after a jump of the clock.
 */
export function createTicker({ clock, offset, onOffset, page, timers = pageTimers }: Deps): Ticker {
  const nextOf = new Map<Paint, number>();
  let timer: unknown;
  let wakesAt = Number.POSITIVE_INFINITY;

  const now = () => toInstant(clock.now() + offset().ms);

  const put = (paint: Paint, at: Instant, certain: boolean) => {
    const next = paint(at, certain);
    nextOf.set(paint, next ?? Number.POSITIVE_INFINITY);
  };

  const sleep = () => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const next of nextOf.values()) if (next < nearest) nearest = next;
    if (timer !== undefined && nearest === wakesAt) return;
    if (timer !== undefined) timers.clear(timer);
    timer = undefined;
    wakesAt = nearest;
    if (page.hidden || nearest === Number.POSITIVE_INFINITY) return;
    timer = timers.set(wake, Math.min(LONGEST_SLEEP, Math.max(1, nearest - now())));
  };

  const wake = () => {
    timer = undefined;
    const at = now();
    const { certain } = offset();
    for (const [paint, next] of nextOf) if (next <= at) put(paint, at, certain);
    sleep();
  };

  const paintAll = () => {
    if (page.hidden) return sleepNot();
    const at = now();
    const { certain } = offset();
    for (const paint of nextOf.keys()) put(paint, at, certain);
    sleep();
  };

  const sleepNot = () => {
    if (timer !== undefined) timers.clear(timer);
    timer = undefined;
  };

  page.addEventListener("visibilitychange", paintAll);
  const stopOffset = onOffset(paintAll);

  return {
    now,
    watch: (paint) => {
      put(paint, now(), offset().certain);
      sleep();
      return () => {
        nextOf.delete(paint);
        sleep();
      };
    },
    stop: () => {
      page.removeEventListener("visibilitychange", paintAll);
      stopOffset();
      sleepNot();
      nextOf.clear();
    },
  };
}

export const TickerContext = createContext<Ticker | undefined>(undefined);

export function useTicker(): Ticker {
  const ticker = useContext(TickerContext);
  if (ticker === undefined) throw new Error("A view was drawn outside of TickerContext.");
  return ticker;
}

/**
 * Lets `paint` keep an element up to date for as long as it is on screen. `reads` are what it reads besides the time:
 * when one of them changes it paints at once.
 */
export function useTicking<Node extends Element>(
  paint: (node: Node, now: Instant, certain: boolean) => Instant | undefined,
  reads: readonly unknown[],
): RefObject<Node | null> {
  const ticker = useTicker();
  const node = useRef<Node>(null);
  const newest = useRef(paint);
  newest.current = paint;

  const seen = useRef({ reads, version: 0 });
  if (reads.some((value, index) => value !== seen.current.reads[index])) seen.current = { reads, version: seen.current.version + 1 };
  const { version } = seen.current;

  useLayoutEffect(() => ticker.watch((now, certain) => (node.current === null ? undefined : newest.current(node.current, now, certain))), [ticker, version]);
  return node;
}

/** Runs `listen` again at each instant it asks for; for what must render anew, such as a window that has just closed. */
export function useWakeAt(at: Instant | undefined, listen: () => void): void {
  const ticker = useTicker();
  const newest = useRef(listen);
  newest.current = listen;

  useEffect(() => {
    if (at === undefined || at <= ticker.now()) return;
    return ticker.watch((now) => {
      if (now < at) return at;
      newest.current();
      return undefined;
    });
  }, [ticker, at]);
}
