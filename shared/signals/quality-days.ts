import type { NumberQuality } from "../inbox/people.ts";
import type { Instant } from "../time.ts";

export interface QualityChange {
  readonly at: Instant;
  readonly value: NumberQuality;
}

const RANK = { red: 0, yellow: 1, green: 2, unknown: 3 } as const satisfies Record<NumberQuality, number>;

/** The worst quality of each day, oldest first; a day without news is as the one before it. `days` are where days begin, in order, and end with the next. */
export function qualityDays(
  changes: readonly QualityChange[],
  days: readonly Instant[],
  now: Instant,
): readonly { readonly from: Instant; readonly value: NumberQuality }[] {
  const inOrder = changes.toSorted((a, b) => a.at - b.at);
  return days.map((from, i) => {
    const to = days[i + 1] ?? now;
    const before = inOrder.findLast(({ at }) => at <= from)?.value ?? "unknown";
    const during = inOrder.filter(({ at }) => at > from && at < to).map(({ value }) => value);
    return { from, value: [before, ...during].reduce((worst, value) => (RANK[value] < RANK[worst] ? value : worst)) };
  });
}
