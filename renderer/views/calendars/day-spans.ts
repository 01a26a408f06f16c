/** Open time of a day in local minutes after midnight, up to 24:00. The end is not part of it. */
export type Span = readonly [from: number, to: number];

/** In order and never overlapping; two may touch. */
export type DaySpans = readonly Span[];

/** What the pointer and the arrow keys go by, in minutes. Typed times may lie in between. */
export const STEP = 15;
export const DAY_END = 24 * 60;

export const snapped = (minute: number): number => clamp(Math.round(minute / STEP) * STEP, 0, DAY_END);

/** Paints from one place to another, in either direction: what it meets or touches becomes one with it. */
export function painted(spans: DaySpans, a: number, b: number): DaySpans {
  let from = clamp(Math.min(a, b), 0, DAY_END);
  let to = clamp(Math.max(a, b), 0, DAY_END);
  if (to <= from) return spans;

  const apart: Span[] = [];
  for (const span of spans) {
    if (span[1] < from || span[0] > to) apart.push(span);
    else [from, to] = [Math.min(from, span[0]), Math.max(to, span[1])];
  }
  return inOrder([...apart, [from, to]]);
}

/** Moves one as far as its neighbours and the day allow. */
export function moved(spans: DaySpans, index: number, by: number): DaySpans {
  const span = spans[index];
  if (span === undefined) return spans;
  const [least, most] = room(spans, index);
  const way = clamp(by, least - span[0], most - span[1]);
  return way === 0 ? spans : spans.with(index, [span[0] + way, span[1] + way]);
}

/** Moves one edge of an interval. It stops at its neighbour, and a quarter of an hour before the other edge. */
export function resized(spans: DaySpans, index: number, edge: "from" | "to", minute: number): DaySpans {
  const span = spans[index];
  if (span === undefined) return spans;
  const [from, to] = span;
  const [least, most] = room(spans, index);
  // What was typed shorter than a step stays as short as it is.
  const shortest = Math.min(STEP, to - from);
  const next: Span = edge === "from" ? [clamp(minute, least, to - shortest), to] : [from, clamp(minute, from + shortest, most)];
  return next[0] === from && next[1] === to ? spans : spans.with(index, next);
}

export const removed = (spans: DaySpans, index: number): DaySpans => spans.toSpliced(index, 1);

/** With exact times in place of one, or added; undefined where that is no interval or overlaps another one. */
export function placed(spans: DaySpans, index: number | undefined, [from, to]: Span): DaySpans | undefined {
  const others = index === undefined ? spans : removed(spans, index);
  if (from < 0 || to > DAY_END || to <= from || others.some((other) => from < other[1] && other[0] < to)) return undefined;
  return inOrder([...others, [from, to]]);
}

/** What "Add hours" gives: office hours on an empty day, else up to four hours an hour after the last; undefined where the day is full. */
export function offered(spans: DaySpans): Span | undefined {
  if (spans.length === 0) return [9 * 60, 18 * 60];
  const gaps = freeOf(spans).filter(([from, to]) => to - from >= STEP);
  const widest = gaps.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]))[0];
  const last = gaps.at(-1);
  const gap = last !== undefined && last[1] === DAY_END && last[1] - last[0] >= 120 ? last : widest;
  if (gap === undefined) return undefined;

  const from = gap[1] - gap[0] >= 120 && gap[0] > 0 ? gap[0] + 60 : gap[0];
  return [from, Math.min(gap[1], from + 240)];
}

export const lengthOf = (spans: DaySpans): number => spans.reduce((sum, [from, to]) => sum + to - from, 0);

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
const inOrder = (spans: DaySpans): DaySpans => spans.toSorted((a, b) => a[0] - b[0]);

/** How far an interval may reach: to its neighbours. */
const room = (spans: DaySpans, index: number): Span => [spans[index - 1]?.[1] ?? 0, spans[index + 1]?.[0] ?? DAY_END];

const freeOf = (spans: DaySpans): DaySpans => [...spans, [DAY_END, DAY_END] as const].map(([from], index) => [spans[index - 1]?.[1] ?? 0, from] as const);
