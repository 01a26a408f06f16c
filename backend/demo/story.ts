import type { SimulatedCustomer } from "../cloud-api/simulator/payloads.ts";

export type Language = "en" | "it" | "es" | "pt_BR";
type DemoNumber = "shop" | "billing";

/** What stands under the property named like the type, as on the wire. */
interface Written {
  readonly type: string;
  readonly content: unknown;
}

/**
 * One line of a story. `customer` and `app` go through our number; `seen` and `bot` happened while the bot's app owned
 * the thread (standby); `passed` is the moment it was handed to us.
 */
export type Line = { readonly minutesAgo: number } & (
  | ({ readonly who: "customer" | "app" | "seen" | "bot"; readonly advert?: string } & Written)
  | { readonly who: "passed"; readonly reason: string; readonly summary: string }
);

export interface Story {
  readonly customer: SimulatedCustomer;
  readonly language: Language;
  readonly number: DemoNumber;
  readonly lines: readonly Line[];
  readonly next: readonly NextLine[];
}

/** What a customer says next: of their own accord, or (`reply`) only once we have written. */
export type NextLine = string | { readonly reply: string };
export const re = (reply: string): NextLine => ({ reply });

const text = (body: string): Written => ({ type: "text", content: { body } });

const HOUR = 60;
export const hoursAgo = (hours: number, minutes = 0): number => hours * HOUR + minutes;

/** The customer writes. */
export const c = (minutesAgo: number, body: string): Line => ({ who: "customer", minutesAgo, ...text(body) });
/** The customer comes by an advert. */
export const ad = (minutesAgo: number, body: string, advert: string): Line => ({ who: "customer", minutesAgo, advert, ...text(body) });
/** The customer sends something other than text. */
export const sends = (minutesAgo: number, type: string, content: unknown): Line => ({ who: "customer", minutesAgo, type, content });
/** A colleague answers in the Business app. */
export const h = (minutesAgo: number, body: string): Line => ({ who: "app", minutesAgo, ...text(body) });
/** The customer writes to the bot. */
export const seen = (minutesAgo: number, body: string): Line => ({ who: "seen", minutesAgo, ...text(body) });
/** The bot answers. */
export const bot = (minutesAgo: number, body: string): Line => ({ who: "bot", minutesAgo, ...text(body) });
/** The bot gives up. */
export const passed = (minutesAgo: number, reason: string, summary: string): Line => ({ who: "passed", minutesAgo, reason, summary });

export const story =
  (language: Language, number: DemoNumber) =>
  (name: string, id: string, lines: readonly Line[], next: readonly NextLine[] = []): Story => ({
    // A person with a user name only has no phone for us.
    customer: id.startsWith("@") ? { name, username: id, userId: userIdOf(id, language) } : { name, phone: id },
    language,
    number,
    lines,
    next,
  });

const COUNTRY: Readonly<Record<Language, string>> = { en: "GB", it: "IT", es: "ES", pt_BR: "BR" };

/** Digits that look like the platform's, the same for the same name at every start. */
function userIdOf(username: string, language: Language): string {
  let sum = 7n;
  for (const char of username) sum = (sum * 131n + BigInt(char.codePointAt(0) ?? 0)) % 99_999_999_999_989n;
  return `${COUNTRY[language]}.13${sum.toString().padStart(18, "4")}`;
}
