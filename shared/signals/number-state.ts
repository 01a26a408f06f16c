import type { BusinessNumber } from "../inbox/people.ts";
import type { Instant } from "../time.ts";

/** Where a number stands, as one word of a small machine. *Limit reached* and *restricted by Meta* were once one word, and are two things. */
export const NUMBER_STATES = ["pending", "connected", "limit-reached", "restricted", "offline", "banned"] as const;
export type NumberState = (typeof NUMBER_STATES)[number];

/** What has been imposed on the number and is not over. */
export const enforcementNow = ({ enforcement }: Pick<BusinessNumber, "enforcement">, now: Instant): BusinessNumber["enforcement"] =>
  enforcement.filter(({ from, until }) => from <= now && (until === undefined || until > now));

/** Undefined where nobody has said. `used` is our own count, where it is known. */
export function numberState(number: BusinessNumber, used: number | undefined, now: Instant): NumberState | undefined {
  if (number.connection === "banned" || number.connection === "deleted") return "banned";
  if (enforcementNow(number, now).length > 0 || number.canSend === "blocked") return "restricted";
  if (number.connection === "offline" || number.connection === "migrated") return "offline";
  if (number.connection === "pending") return "pending";
  const { value } = number.limit;
  if (typeof value === "number" && used !== undefined && used >= value) return "limit-reached";
  return number.connection === "connected" ? "connected" : undefined;
}
