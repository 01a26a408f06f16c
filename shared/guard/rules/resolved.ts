import { plus } from "../../time.ts";
import { asksToBeWrittenTo } from "../asked-for.ts";
import { isCustomersSign, textOf } from "../business-started.ts";
import type { Rule } from "../context.ts";

/**
 * [G-RESOLVED] What is done is done: writing again needs a reason, unless the customer asked for it. A template long after is another
 * matter, and the rules about what is started look at it.
 */
export const resolvedRule: Rule = (draft, { conversation, messages, resolvedAt }, { reach }, now) => {
  if (conversation.state !== "resolved") return [];

  const thread = messages ?? [];
  const lastSign = thread.findLast(isCustomersSign);
  // They wrote after it was resolved: that is their question, and the case is about to be open again.
  if (resolvedAt !== undefined && lastSign !== undefined && lastSign.at > resolvedAt) return [];

  const lastAt = resolvedAt ?? thread.at(-1)?.at ?? conversation.lastMessage?.at ?? conversation.lastInboundAt;
  if (draft.kind === "template" && lastAt !== undefined && now >= plus(lastAt, reach.resolved.period)) return [];

  const lastOurs = thread.findLastIndex(({ at, direction }) => direction === "out" && lastSign !== undefined && at < lastSign.at);
  const customersTurn = thread.slice(lastOurs + 1).filter(isCustomersSign);
  if (customersTurn.some((message) => asksToBeWrittenTo(textOf(message)))) return [];

  const evidence = { ...(resolvedAt === undefined ? {} : { resolvedAt }), ...(lastSign === undefined ? {} : { lastInboundAt: lastSign.at }) };
  return [{ rule: "G-RESOLVED", severity: "confirm", messageKey: "guard.resolved", evidence, remedies: [{ command: "discard" }] }];
};
