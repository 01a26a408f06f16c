import { days, type Duration } from "../time.ts";

/** What became of a template's messages in a period. Counts are of messages that left for the platform. */
export interface TemplateResults {
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  /** The customer wrote within three days, and before the next template. */
  readonly replied: number;
  /** Within three days, and before the next template, the customer withdrew a consent. */
  readonly optedOut: number;
  readonly failed: readonly { readonly code: number; readonly count: number }[];
  /** What was delivered, by the category that it is charged under. */
  readonly charged: readonly { readonly category: string; readonly count: number }[];
  /** Days in UTC, `YYYY-MM-DD`, in order; only those on which something was sent. */
  readonly days: readonly { readonly day: string; readonly sent: number; readonly read: number }[];
}

/** So long after a template an answer, or a no, is taken for an answer to it. */
export const ANSWER_PERIOD: Duration = days(3);

export const NO_RESULTS: TemplateResults = { sent: 0, delivered: 0, read: 0, replied: 0, optedOut: 0, failed: [], charged: [], days: [] };

export const failedCount = ({ failed }: Pick<TemplateResults, "failed">): number => failed.reduce((sum, { count }) => sum + count, 0);

/** A share; undefined where there is nothing to take one of. */
export const share = (count: number, of: number): number | undefined => (of === 0 ? undefined : count / of);

/** Fewer messages than this say nothing about a template. */
const FEWEST = 20;

/** 0 to 1, higher is better: read and answered for it, failed and opted out against it. Undefined where too few went out. */
export function successOf(results: TemplateResults): number | undefined {
  if (results.sent < FEWEST) return undefined;
  const { delivered, optedOut, read, replied, sent } = results;
  const score = (0.5 * read) / Math.max(1, delivered) + (0.5 * replied) / Math.max(1, delivered) - failedCount(results) / sent - (5 * optedOut) / sent;
  return Math.min(1, Math.max(0, score));
}
