/** What a person may agree to, one by one (S2-9). */
export interface ConsentCategory {
  readonly key: string;
  /** As the workspace calls it; one of ours goes by the catalogue where nothing is said. */
  readonly name?: string | undefined;
  /** Which of the platform's templates it allows; none: it is about everything. */
  readonly allows?: "MARKETING" | "UTILITY" | "AUTHENTICATION" | undefined;
  /** A template that nobody has tied to a category needs this one, and a narrower one does not do (S1-1). */
  readonly general?: true | undefined;
  /** Other words for it, in imports, forms and the platform's own events. */
  readonly alsoCalled: readonly string[];
}

export const EVERYTHING = "everything";

/**
 * [S2-9] The categories of a new workspace; a workspace may have its own. Source: "getting opt-in" of the platform (2025-11-03), which
 * advises to ask by category and gives these as examples; `marketing` is the word of its preference events (2025-11-05).
 */
export const DEFAULT_CATEGORIES: readonly ConsentCategory[] = [
  { key: EVERYTHING, alsoCalled: ["all", "any", "general", "stopall"] },
  {
    key: "marketing",
    allows: "MARKETING",
    general: true,
    alsoCalled: ["offers", "offer", "promotions", "promotion", "promo", "marketing-messages", "marketing-lite", "newsletter", "deals"],
  },
  { key: "recommendations", allows: "MARKETING", alsoCalled: ["recommendation", "suggestions"] },
  { key: "order-updates", allows: "UTILITY", alsoCalled: ["order-update", "orders", "order", "delivery", "deliveries", "shipping"] },
  { key: "appointments", allows: "UTILITY", alsoCalled: ["appointment", "reminders", "bookings", "booking"] },
  { key: "service", allows: "UTILITY", alsoCalled: ["utility", "support", "account", "account-updates", "notifications", "transactional"] },
  { key: "authentication", allows: "AUTHENTICATION", alsoCalled: ["codes", "one-time-codes", "otp", "authentication-international"] },
];

/** The category that a word stands for; undefined where the workspace has none by that name. */
export function categoryNamed(word: string, categories: readonly ConsentCategory[] = DEFAULT_CATEGORIES): ConsentCategory | undefined {
  const key = word
    .trim()
    .toLowerCase()
    .slice(0, 100)
    .replaceAll(/[\s_]+/g, "-");
  return categories.find((category) => category.key === key || category.alsoCalled.includes(key));
}
