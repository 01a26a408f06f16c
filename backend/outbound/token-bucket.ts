import type { Instant } from "../../shared/time.ts";

export interface TokenBucket {
  /** When the next token is there for this key; `now` where there is one. */
  readonly freeAt: (key: string, now: Instant) => Instant;
  readonly take: (key: string, now: Instant) => void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Fills one token every `everyMs` up to `burst`. Full buckets are forgotten. */
export function createTokenBucket({ burst, everyMs }: { readonly burst: number; readonly everyMs: number }): TokenBucket {
  const buckets = new Map<string, Bucket>();
  const fill = (key: string, now: Instant): Bucket => {
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) / everyMs);
    bucket.at = now;
    return bucket;
  };
  return {
    freeAt: (key, now) => {
      const { tokens } = fill(key, now);
      return (tokens >= 1 ? now : now + Math.ceil((1 - tokens) * everyMs)) as Instant;
    },
    take: (key, now) => {
      const bucket = fill(key, now);
      bucket.tokens -= 1;
      buckets.set(key, bucket);
      if (buckets.size > 10_000) for (const [name, one] of buckets) if (one.tokens >= burst - 1 && now - one.at > everyMs) buckets.delete(name);
    },
  };
}
