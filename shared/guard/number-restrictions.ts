/** What a restriction keeps from being sent. `answers`: free text inside an open window. */
export interface Restriction {
  readonly stops: readonly ("started" | "utility" | "answers")[];
  /** It only makes slower or fewer, so a person decides. */
  readonly slows?: readonly ("started" | "utility" | "answers")[];
}

/**
 * The platform's restrictions by name. Source: account_update, restriction_type and ban states (policy-enforcement, 2025-11-04; template
 * categorization, 2026-04-17). `FLAGGED` is a word of the rules before 7 October 2025 and is shown as it comes (S4-4). Restrictions of
 * calls and of adding numbers stop no message.
 */
const RESTRICTIONS: Readonly<Record<string, Restriction>> = {
  RESTRICTED_BIZ_INITIATED_MESSAGING: { stops: ["started"] },
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING: { stops: ["started", "answers"] },
  RESTRICTED_UTILITY_TEMPLATES: { stops: ["utility"] },
  RATE_LIMITED_UTILITY_TEMPLATE_MESSAGING: { stops: [], slows: ["utility"] },
  RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES: { stops: [] },
  RESTRICTED_ADD_PHONE_NUMBER_ACTION: { stops: [] },
  RESTRICTED_BUSINESS_INITIATED_CALLING: { stops: [] },
  RESTRICTED_USER_INITIATED_CALLING: { stops: [] },
  SCHEDULE_FOR_DISABLE: { stops: [], slows: ["started"] },
  DISABLE: { stops: ["started", "answers"] },
  DISABLED: { stops: ["started", "answers"] },
  ACCOUNT_LOCKED: { stops: ["started", "answers"] },
  LOCKED: { stops: ["started", "answers"] },
  BANNED: { stops: ["started", "answers"] },
  FLAGGED: { stops: [], slows: ["started"] },
};

/** A kind that is new to us: nothing is known to be stopped, so what is started asks first. */
const UNRECOGNISED: Restriction = { stops: [], slows: ["started"] };

export const restrictionNamed = (type: string): Restriction => (Object.hasOwn(RESTRICTIONS, type) ? RESTRICTIONS[type] : undefined) ?? UNRECOGNISED;
