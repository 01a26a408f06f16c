import type { Clock } from "../../../shared/time.ts";
import type { RateLimit } from "./simulator-config.ts";

/** Token buckets by key: full at first, refilled one token every `refillMs`. */
export function createBuckets(clock: Clock, { burst, refillMs }: RateLimit): { readonly take: (key: string) => boolean } {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (key) => {
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / refillMs);
      const enough = tokens >= 1;
      buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now });
      return enough;
    },
  };
}
