import type { Brand } from "./brand.ts";

/** Milliseconds since the Unix epoch. */
export type Instant = Brand<number, "Instant">;

/** A length of time in milliseconds. */
export type Duration = Brand<number, "Duration">;

export const toInstant = (epochMs: number): Instant => epochMs as Instant;
export const toDuration = (ms: number): Duration => ms as Duration;
export const seconds = (n: number): Duration => (n * 1_000) as Duration;
export const minutes = (n: number): Duration => (n * 60_000) as Duration;
export const hours = (n: number): Duration => (n * 3_600_000) as Duration;
export const days = (n: number): Duration => (n * 86_400_000) as Duration;

export const plus = (at: Instant, by: Duration): Instant => (at + by) as Instant;
export const minus = (at: Instant, by: Duration): Instant => (at - by) as Instant;
export const between = (from: Instant, to: Instant): Duration => (to - from) as Duration;
export const latest = (a: Instant | undefined, b: Instant): Instant => (a === undefined || b > a ? b : a);

/** The one door to the system clock. Only composition roots hold a real one. */
export interface Clock {
  readonly now: () => Instant;
}
