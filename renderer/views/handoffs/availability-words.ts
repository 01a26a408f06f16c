import { availabilityOf } from "../../../shared/handoffs/availability.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import type { Words } from "../words/use-words.ts";

/** The reasons that the menu offers; others come in their own words. */
export const AWAY_REASONS = ["lunch", "training", "other"] as const;

/** "Away: lunch", "Busy", "Available". */
export function standingWords(agent: Pick<Agent, "availability">, t: Words["t"]): string {
  const state = t(`availability.${availabilityOf(agent)}`);
  const reason = agent.availability?.reason;
  if (reason === undefined || reason === "other") return state;
  const key = `availability.reason.${reason}`;
  return t("availability.because", { state, reason: key in en ? t(key as MessageKey) : reason });
}
