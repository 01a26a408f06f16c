import { toInstant, type Instant } from "../shared/time.ts";

/** Reads ISO 8601 that a schema has let through. */
export const parseTime = (iso: string): Instant => toInstant(Date.parse(iso));
