import { toInstant, type Instant } from "../../../shared/time.ts";
import type { Row } from "./database.ts";

type Column = Row[string] | undefined;

/** What a column holds, undefined where it holds nothing. */
export const number = (value: Column): number | undefined => (typeof value === "number" ? value : undefined);
export const text = (value: Column): string | undefined => (typeof value === "string" ? value : undefined);
export const instant = (value: Column): Instant | undefined => (typeof value === "number" ? toInstant(value) : undefined);
