import type { Instant } from "../time.ts";

/** What a channel can be told of. */
export const ALERT_NEWS_KINDS = ["warning", "breach", "overflow", "surge", "number-alarm"] as const;
export type AlertNewsKind = (typeof ALERT_NEWS_KINDS)[number];

/** One thing that happened, told to a program: ids, times and policies, nothing about a person. */
export interface AlertNews {
  readonly kind: AlertNewsKind;
  /** The same thing has the same key, however often it is noticed. */
  readonly key: string;
  /** What it is about: news of the same subject takes the place of older news that nobody has been told yet. */
  readonly subject: string;
  readonly at: Instant;
  readonly facts: AlertFacts;
}

/** As a program reads them; times are ISO 8601. */
export interface AlertFacts {
  readonly conversationId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly clock?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly dueAt?: string | undefined;
  readonly policy?: { readonly id: string; readonly version: number } | undefined;
  readonly numberId?: string | undefined;
  readonly signal?: string | undefined;
  readonly level?: string | undefined;
}
