/** [B3] Why a promise was not kept, as a lead says afterwards. Reports group by it. */
export const BREACH_CAUSES = ["no-staff", "third-party", "bot-loop", "spam", "goodbye", "system-failure", "other"] as const;
export type BreachCause = (typeof BREACH_CAUSES)[number];
