import { createHash } from "node:crypto";
import { z } from "zod";
import { toInstant, type Instant } from "../../shared/time.ts";

export type Raw = Readonly<Record<string, unknown>>;

/** NUL breaks Postgres and a lone surrogate breaks UTF-8, so neither gets past this door. */
export const cleanText = (raw: string): string => (raw.includes("\0") ? raw.replaceAll("\0", "") : raw).toWellFormed();

/** The platform writes ids, counts and prices now as text, now as numbers. */
export function textOf(raw: unknown): string | undefined {
  if (typeof raw === "string") return raw === "" ? undefined : cleanText(raw);
  return typeof raw === "number" && Number.isFinite(raw) ? String(raw) : undefined;
}

export function numberOf(raw: unknown): number | undefined {
  if (typeof raw === "number") return Number.isFinite(raw) ? raw : undefined;
  if (typeof raw !== "string" || raw.trim() === "") return undefined;
  const value = Number(raw);
  return Number.isFinite(value) ? value : undefined;
}

export const objectOf = (raw: unknown): Raw | undefined => (typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Raw) : undefined);

export const listOf = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);

export const textSchema = z.unknown().transform(textOf).optional();
/** Text that has to be there. */
export const wordSchema = z.union([z.string(), z.number()]).transform((raw, context) => {
  const text = textOf(raw);
  if (text !== undefined) return text;
  context.addIssue({ code: "custom", message: "empty" });
  return z.NEVER;
});

/** WhatsApp opened in 2009: an earlier time is a mistake, not an old message. */
const EARLIEST_SECONDS = 1_230_768_000;
/** Seconds reach this in the year 5138: above it a relay has sent milliseconds. */
const LATEST_SECONDS = 100_000_000_000;

export function instantOf(raw: unknown): Instant | undefined {
  const value = numberOf(raw);
  if (value === undefined) return undefined;
  const inSeconds = value >= LATEST_SECONDS ? value / 1_000 : value;
  return inSeconds >= EARLIEST_SECONDS && inSeconds < LATEST_SECONDS ? toInstant(Math.round(inSeconds * 1_000)) : undefined;
}

/** The event's own time, never later than its arrival: a window must not be computed from a clock that runs ahead. */
export function eventTime(raw: unknown, receivedAt: Instant): Instant {
  const at = instantOf(raw);
  return at === undefined || at > receivedAt ? receivedAt : at;
}

/** All digits, or nothing: group ids, placeholders and masked numbers are no phones. */
export function phoneOf(raw: unknown): string | undefined {
  const text = textOf(raw);
  if (text === undefined) return undefined;
  const digits = text.replace(/^\+/, "").replace(/[\s().-]/g, "");
  return /^\d{5,20}$/.test(digits) ? digits : undefined;
}

type Present<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> };

/** Only the properties that are there, as `exactOptionalPropertyTypes` asks. Copies, because `delete` makes every later read slow. */
export function present<Value extends object>(value: Value): Present<Value> {
  const given: Partial<Value> = {};
  // `for in` over an object just written down: four times as fast as entries, in the middle of every message.
  for (const key in value) if (value[key] !== undefined) given[key] = value[key];
  return given as Present<Value>;
}

const KEY_LENGTH = 300;

/** Keys are indexed, so an absurdly long one is folded. */
export const shortKey = (key: string): string => (key.length <= KEY_LENGTH ? key : `x:${sha256(key)}`);

export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

/** Names an effect that has no id of its own by (business account, field, time, value). */
export function effectKey(prefix: string, parts: readonly unknown[]): string {
  return `${prefix}:${sha256(serialised(parts))}`;
}

function serialised(parts: readonly unknown[]): string {
  try {
    return JSON.stringify(parts);
  } catch {
    // Nested deeper than the stack: the parts that can be written must do.
    return parts.map((part) => (typeof part === "object" ? Object.keys(part ?? {}).join() : String(part))).join("\u0001");
  }
}
