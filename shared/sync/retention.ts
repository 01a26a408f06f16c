import { days } from "../time.ts";

/** How long what is only needed to catch up is kept. */
export const RETENTION = {
  /** Log and tombstones: a desk that was away for longer starts anew. */
  log: days(30),
  /** Results of mutations: afterwards only the number of the last one is known (the longest that a desk may be offline with wishes). */
  results: days(90),
  /** Reports about messages that nobody knows. */
  parkedStatuses: days(30),
  /** On a desk: what the server has taken, should it be restored from a backup. */
  acknowledged: days(7),
} as const;

export type Retention = Readonly<Record<keyof typeof RETENTION, (typeof RETENTION)["log"]>>;

/** Most of them on one desk; the newest stay. */
export const MOST_ACKNOWLEDGED = 2_000;
