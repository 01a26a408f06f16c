/** Numbers in [0, 1) out of a seed. */
export type Random = () => number;

/** mulberry32 over a hash of the parts, so that neighbouring seeds do not give neighbouring streams. */
export function seededRandom(...parts: readonly number[]): Random {
  let state = 2_166_136_261;
  for (const part of parts) {
    state = Math.imul(state ^ (part | 0), 16_777_619);
    state = Math.imul(state ^ (state >>> 13) ^ Math.floor(part / 4_294_967_296), 1_540_483_477);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mean `shape` x `scale` (Marsaglia and Tsang). */
export function gamma(random: Random, shape: number, scale: number): number {
  if (shape < 1) return gamma(random, shape + 1, scale) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale;
  }
}

/** Above this the normal curve is as good, and costs the same for any mean. */
const MANY = 60;

export function poisson(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** The value below which the share `at` of the sorted values lies, between neighbours in proportion. */
export function quantile(sorted: ArrayLike<number>, at: number): number {
  if (sorted.length === 0) return 0;
  const place = Math.min(1, Math.max(0, at)) * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low] ?? 0;
  return below + ((sorted[low + 1] ?? below) - below) * (place - low);
}
