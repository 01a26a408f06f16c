import { expect, test } from "vitest";
import { breakSeveralDesks } from "./several-desks.ts";

/** More by `npm run faults -- --minutes 3 --seed 1`. */
test(
  "[I1] [I2] [I3] [I5] [I6] [I7] [I8] [I10] real processes over real sockets, killed, stopped, cut and half open: in the end the books are right",
  { timeout: 240_000 },
  async () => {
    const { books, faults, violations } = await breakSeveralDesks({ seed: 7, seconds: 6, wakes: true });
    expect(violations).toEqual([]);
    expect(Object.values(faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
    expect(books?.mutations).toBeGreaterThan(5);
  },
);
