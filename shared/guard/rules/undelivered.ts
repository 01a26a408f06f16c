import type { Message } from "../../inbox/message.ts";
import { between, plus, type Instant } from "../../time.ts";
import { isCustomersSign, startedCategory } from "../business-started.ts";
import type { GuardPolicy, Rule } from "../context.ts";
import type { Finding } from "../finding.ts";

/**
 * [G-UNDELIVERED] What was sent and has not arrived waits at somebody whose phone is off: more of it would come down on them at once.
 * Anything that shows the phone awake since (a message of theirs, a later delivery) settles it. A queued message has not left yet, and one
 * whose outcome is unknown is just that, so neither counts.
 */
export const undeliveredRule: Rule = (draft, context, { reach }, now) => {
  const { messages } = context;
  if (messages === undefined) return [];

  const awakeAt = Math.max(...messages.filter((message) => isCustomersSign(message) || hasArrived(message)).map(({ at }) => at), Number.NEGATIVE_INFINITY);
  const waiting = messages.filter(
    (message) => message.direction === "out" && message.at > awakeAt && (message.state === "accepted" || message.state === "sent"),
  );
  const newest = waiting.at(-1);
  if (newest === undefined) return [];

  if (draft.kind === "template") {
    const same = waiting.findLast(({ content }) => content.type === "template" && content.name === draft.name && content.language === draft.language);
    if (startedCategory(draft, context, now) === undefined && same === undefined) return [];
    const one = same ?? newest;
    const until = triedUntil(one, reach.undelivered);
    const key = same === undefined ? "guard.undelivered.template" : "guard.undelivered.resend";
    // The platform has given up: whether to try once more is for a person to say.
    return now < until ? [finding("stop", key, one, waiting, until, now)] : [finding("confirm", "guard.undelivered.lost", one, waiting, until, now)];
  }

  const oldest = waiting[0] ?? newest;
  if (now < plus(oldest.at, reach.undelivered.grace)) return [];
  return [finding("confirm", "guard.undelivered.text", oldest, waiting, triedUntil(newest, reach.undelivered), now)];
};

/** A read message was delivered, whether the platform said so or not. */
const hasArrived = ({ direction, state }: Message): boolean => direction === "out" && (state === "delivered" || state === "read" || state === "played");

function triedUntil({ at, content }: Message, { timeToLive }: GuardPolicy["reach"]["undelivered"]): Instant {
  if (content.type !== "template") return plus(at, timeToLive.text);
  const { category } = content;
  return plus(at, category === "MARKETING" || category === "AUTHENTICATION" ? timeToLive[category] : timeToLive.UTILITY);
}

function finding(severity: Finding["severity"], messageKey: string, one: Message, waiting: readonly Message[], triedUntilAt: Instant, now: Instant): Finding {
  return {
    rule: "G-UNDELIVERED",
    severity,
    messageKey,
    evidence: {
      messageId: one.id,
      messageIds: waiting.map(({ id }) => id),
      count: waiting.length,
      sentAt: one.at,
      undeliveredMs: between(one.at, now),
      triedUntilAt,
    },
    remedies: [
      { command: "hold-until-delivered", messageId: one.id },
      { command: "replace", messageId: one.id },
    ],
  };
}
