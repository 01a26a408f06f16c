import fc from "fast-check";
import { expect, test } from "vitest";
import { advance, type Delivery } from "../../shared/inbox/delivery.ts";
import type { MessageState } from "../../shared/inbox/message.ts";
import { toInstant, type Instant } from "../../shared/time.ts";

const RANK: readonly MessageState[] = ["accepted", "sent", "failed", "delivered", "read", "played"];
const at = (n: number): Instant => toInstant(1_000 * n);
const report = (state: MessageState, n = RANK.indexOf(state) + 1) => ({ state, at: at(n) });
const queued: Delivery = { state: "queued", stateAt: { queued: at(0) } };

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, n) => permutations([...items.slice(0, n), ...items.slice(n + 1)]).map((rest) => [item, ...rest]));
}

test("[I10] ends at the furthest report in whatever order reports arrive", () => {
  for (const states of [
    ["accepted", "sent", "delivered", "read"],
    ["sent", "failed", "delivered"],
    ["accepted", "failed"],
    ["failed", "read", "played"],
  ] as const) {
    const furthest = states.toSorted((a, b) => RANK.indexOf(b) - RANK.indexOf(a))[0];
    for (const order of permutations(states.map((state) => report(state)))) expect(order.reduce<Delivery>(advance, queued).state).toBe(furthest);
  }
});

const reports = fc.array(fc.record({ state: fc.constantFrom(...RANK), at: fc.integer({ min: 1, max: 50 }).map(at) }), { maxLength: 12 });

test("[I10] duplicates and order make no difference, the times included", () => {
  fc.assert(
    fc.property(
      reports.chain((given) =>
        fc.tuple(fc.constant(given), fc.shuffledSubarray([...given, ...given], { minLength: given.length * 2, maxLength: given.length * 2 })),
      ),
      ([given, shuffled]) => {
        expect(shuffled.reduce<Delivery>(advance, queued)).toEqual(given.reduce<Delivery>(advance, queued));
      },
    ),
    { numRuns: 1_000 },
  );
});

test("[I10] never goes back", () => {
  fc.assert(
    fc.property(reports, (given) => {
      let delivery: Delivery = queued;
      for (const each of given) {
        const next = advance(delivery, each);
        expect(RANK.indexOf(next.state)).toBeGreaterThanOrEqual(RANK.indexOf(delivery.state));
        delivery = next;
      }
    }),
  );
});

test("[I10] a late lower report fills in its time and nothing else", () => {
  expect(advance({ state: "read", stateAt: { read: at(9) } }, report("sent", 3))).toEqual({ state: "read", stateAt: { read: at(9), sent: at(3) } });
});

test("[I10] the same object comes back when nothing changed", () => {
  const delivery: Delivery = { state: "read", stateAt: { read: at(9), sent: at(3) } };
  expect(advance(delivery, report("sent", 3))).toBe(delivery);
  expect(advance(delivery, report("sent", 5))).toBe(delivery);
});

test("[I10] a message that failed and then arrived has arrived", () => {
  expect([report("failed"), report("delivered")].reduce<Delivery>(advance, queued).state).toBe("delivered");
  expect([report("delivered"), report("failed")].reduce<Delivery>(advance, queued).state).toBe("delivered");
});
