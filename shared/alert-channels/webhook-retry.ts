import { hours, minutes, seconds } from "../time.ts";

/** How often, and how long, a webhook is tried. */
export const WEBHOOK_RETRY = {
  firstWait: seconds(5),
  longestWait: minutes(15),
  jitter: 0.3,
  patience: seconds(10),
  /** What the other side answers but will not take is let go after so many times; what nobody answers is kept until it is no news any more. */
  refusals: 10,
  noNewsAfter: hours(25),
  /** A webhook that fails for so long is paused: before the news it fails with is let go, so that one alarm alone is enough to tell. */
  pauseAfter: hours(24),
} as const;
export type WebhookRetry = { readonly [Key in keyof typeof WEBHOOK_RETRY]: (typeof WEBHOOK_RETRY)[Key] };

/** The other side is there and does not want this one: its own faults, and "later", are another matter. */
export const isRefusal = (status: number | undefined): boolean => status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
