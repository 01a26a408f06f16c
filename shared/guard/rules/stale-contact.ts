import { isCustomersAct } from "../../consent/entry.ts";
import { between, days, plus, type Instant } from "../../time.ts";
import { isCustomersSign, startedCategory } from "../business-started.ts";
import type { GuardContext, Rule } from "../context.ts";

/**
 * [G-STALE-CONTACT] [S3-28] Somebody who was silent for longer than the policy allows has mostly forgotten us, and forgotten senders are
 * blocked. A consent of their own counts as a sign, so asking again mends it. Exactly as long is not longer.
 */
export const staleContactRule: Rule = (draft, context, { reach }, now) => {
  if (startedCategory(draft, context, now) === undefined) return [];

  const lastAt = lastSignOf(context);
  if (lastAt === undefined || now <= plus(lastAt, reach.staleContact.after)) return [];
  const silent = between(lastAt, now);
  const evidence = { lastActivityAt: lastAt, silentMs: silent, days: Math.floor(silent / days(1)), afterMs: reach.staleContact.after };
  return [{ rule: "G-STALE-CONTACT", severity: "confirm", messageKey: "guard.staleContact", evidence, remedies: [{ command: "ask-consent" }] }];
};

function lastSignOf({ consents, contact, conversation, messages }: GuardContext): Instant | undefined {
  const signs = [
    contact?.lastActivityAt,
    conversation.lastInboundAt,
    conversation.possibleInboundAt,
    messages?.findLast(isCustomersSign)?.at,
    ...(consents ?? []).filter((entry) => entry.state === "granted" && isCustomersAct(entry)).map(({ at }) => at),
  ].filter((at) => at !== undefined);
  return signs.toSorted((a, b) => b - a)[0];
}
