import { nextFriendlyEverywhere, quietZones, zonesOf } from "../../outreach/quiet-hours.ts";
import { startedCategory } from "../business-started.ts";
import type { Rule } from "../context.ts";

/**
 * [G-QUIET] [S3-3] Nobody is woken by something they did not ask for. Their own zone where it is known, else every zone of their number's
 * country: it has to be a friendly hour in all of them. At the opening minute it is friendly, at the closing minute no longer.
 */
export const quietRule: Rule = (draft, context, { reach }, now) => {
  const { contact } = context;
  if (contact === undefined || startedCategory(draft, context, now) === undefined) return [];

  const zones = zonesOf(contact);
  const [quiet] = quietZones(zones, reach.quiet, now);
  if (quiet === undefined) return [];
  const morningAt = nextFriendlyEverywhere(zones, reach.quiet, now);
  const evidence = {
    zone: quiet,
    zones: zones.length,
    guessed: contact.timeZone === undefined ? "phone" : "contact",
    ...(morningAt === undefined ? {} : { morningAt }),
  };
  const remedies = morningAt === undefined ? [] : [{ command: "send-at", at: morningAt }];
  return [{ rule: "G-QUIET", severity: "confirm", messageKey: zones.length === 1 ? "guard.quiet" : "guard.quiet.zones", evidence, remedies }];
};
