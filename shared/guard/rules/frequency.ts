import { days, toInstant, type Instant } from "../../time.ts";
import { serviceWindow } from "../../window/service-window.ts";
import { usedUp, type Notification } from "../../outreach/budget.ts";
import { isCustomersSign, isOnItsWay, startedCategory, threadBefore } from "../business-started.ts";
import type { Draft, GuardContext, Rule } from "../context.ts";

/**
 * [G-FREQUENCY] One person gets so many notifications a day and a week, fewer of advertising. Codes that they ask for themselves are not
 * counted and not stopped. Both moving: a notification counts until its day is over, and the next free time is that very instant.
 */
export const frequencyRule: Rule = (draft, context, { reach }, now) => {
  const category = startedCategory(draft, context, now);
  if (category === undefined || category === "AUTHENTICATION") return [];

  const sent = notificationsOf(draft, context, now);
  if (sent === undefined) return [];
  const over = usedUp(
    reach.frequency.budgets,
    sent.filter((one) => one.category !== "AUTHENTICATION"),
    category,
    now,
  );
  // The budget that is free last decides when.
  const tightest = over.toSorted((a, b) => b.freeAt - a.freeAt)[0];
  if (tightest === undefined) return [];
  const { budget, freeAt, used } = tightest;
  const evidence = {
    category: budget.category,
    used,
    most: budget.most,
    days: budget.period / days(1),
    periodMs: budget.period,
    freeAt,
    budgets: over.map((one) => ({ category: one.budget.category, periodMs: one.budget.period, used: one.used, most: one.budget.most })),
  };
  const messageKey = budget.category === "any" ? "guard.frequency" : "guard.frequency.category";
  return [{ rule: "G-FREQUENCY", severity: "stop", messageKey, evidence, remedies: [{ command: "send-at", at: freeAt }] }];
};

/** What this contact got unasked: by all numbers where that is known, else what this conversation shows. */
function notificationsOf(draft: Draft, { conversation, messages, notifications }: GuardContext, now: Instant): readonly Notification[] | undefined {
  if (notifications !== undefined)
    return notifications.filter(
      ({ at, messageId, state }) =>
        at <= now && (messageId === undefined || messageId !== draft.id) && state !== "failed" && state !== "held" && state !== "cancelled",
    );
  if (messages === undefined) return undefined;

  let lastInboundAt: Instant | undefined;
  return threadBefore(draft, messages).flatMap((message) => {
    if (isCustomersSign(message) && message.content.type !== "reaction") lastInboundAt = message.at;
    if (message.content.type !== "template" || !isOnItsWay(message) || message.at > now) return [];
    const category = message.content.category ?? "unknown";
    // Where the beginning of the thread is not here, the conversation's own newest message settles what was open.
    const before = lastInboundAt ?? earlier(conversation.lastInboundAt, message.at);
    const isAnswer = category !== "MARKETING" && serviceWindow({ lastInboundAt: before }, message.at).kind === "open";
    return isAnswer ? [] : [{ at: message.at, category }];
  });
}

const earlier = (at: Instant | undefined, than: Instant): Instant | undefined => (at !== undefined && at <= than ? toInstant(at) : undefined);
