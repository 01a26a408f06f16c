import { expect, test } from "vitest";
import { createTicker } from "../../renderer/state/ticker.ts";
import { toInstant, type Instant } from "../../shared/time.ts";

const START = toInstant(1_800_000_000_000);

function aTicker() {
  let now = START as number;
  let offset = { ms: 0, certain: true };
  let onOffset = () => {};
  let onVisibility = () => {};
  let due: { task: () => void; at: number } | undefined;
  let set = 0;
  const page = { hidden: false, addEventListener: (_: string, listener: () => void) => (onVisibility = listener), removeEventListener: () => {} };
  const ticker = createTicker({
    clock: { now: () => toInstant(now) },
    offset: () => offset,
    onOffset: (listener) => ((onOffset = listener), () => {}),
    page: page as never,
    timers: {
      set: (task, ms) => {
        if (due !== undefined) throw new Error("A second timer was set while one was running.");
        set += 1;
        return (due = { task, at: now + ms });
      },
      clear: () => (due = undefined),
    },
  });
  return {
    ticker,
    page,
    timers: () => set,
    running: () => due !== undefined,
    pass: (ms: number) => {
      const until = now + ms;
      while (due !== undefined && due.at <= until) {
        const { at, task } = due;
        now = at;
        due = undefined;
        task();
      }
      now = until;
    },
    shift: (next: typeof offset) => ((offset = next), onOffset()),
    show: (hidden: boolean) => ((page.hidden = hidden), onVisibility()),
  };
}

test("[PF8] ten thousand clocks on screen share one timer and one wake a second", () => {
  const { pass, running, ticker, timers } = aTicker();
  let paints = 0;
  for (let i = 0; i < 10_000; i += 1) ticker.watch((now) => ((paints += 1), (Math.floor(now / 1_000) * 1_000 + 1_000) as Instant));
  const before = { paints, timers: timers() };

  pass(5_000);
  expect(running()).toBe(true);
  expect(timers() - before.timers).toBe(5);
  expect(paints - before.paints).toBe(50_000);
});

test("[PF8] sleeps until the nearest change and paints only what has changed", () => {
  const { pass, ticker } = aTicker();
  const painted: string[] = [];
  ticker.watch((now) => (painted.push("soon"), now < START + 3_000 ? toInstant(START + 3_000) : undefined));
  ticker.watch(() => (painted.push("late"), toInstant(START + 60_000)));

  pass(10_000);
  expect(painted).toEqual(["soon", "late", "soon"]);
});

test("[PF8] stands still while the page is hidden and paints everything when it is seen again", () => {
  const { pass, running, show, ticker } = aTicker();
  let paints = 0;
  ticker.watch((now) => ((paints += 1), toInstant(now + 1_000)));
  show(true);
  pass(3_600_000);
  expect([paints, running()]).toEqual([1, false]);

  show(false);
  expect([paints, running()]).toEqual([2, true]);
});

test("a new offset moves every clock at once, and says when it is only near", () => {
  const { shift, ticker } = aTicker();
  const seen: { readonly now: number; readonly certain: boolean }[] = [];
  ticker.watch((now, certain) => (seen.push({ now, certain }), undefined));

  shift({ ms: 3_600_000, certain: false });
  expect(seen).toEqual([
    { now: START, certain: true },
    { now: START + 3_600_000, certain: false },
  ]);
  expect(ticker.now()).toBe(START + 3_600_000);
});

test("nothing is left running when the last clock leaves the screen", () => {
  const { running, ticker } = aTicker();
  const stop = ticker.watch((now) => toInstant(now + 1_000));
  expect(running()).toBe(true);
  stop();
  expect(running()).toBe(false);
});
