import type { Instant } from "../time.ts";
import type { Signals } from "./signals.ts";

/** The signals as they travel: times as text. */
export const presentSignals = (signals: Signals, iso: (at: Instant) => string) => ({
  ...signals,
  from: iso(signals.from),
  to: iso(signals.to),
  computedAt: iso(signals.computedAt),
  failures: signals.failures.map(({ code, count }) => ({ code: code ?? null, count })),
  trend: signals.trend.map((one) => ({ ...one, day: iso(one.day) })),
  quality: signals.quality.map((one) => ({ ...one, at: iso(one.at) })),
  examples: signals.examples.map((one) => ({ ...one, at: iso(one.at) })),
  usage24h: { ...signals.usage24h, nextFreeAt: signals.usage24h.nextFreeAt === undefined ? undefined : iso(signals.usage24h.nextFreeAt) },
});
