import type { Rule } from "../context.ts";

/** [G-STALE] The customer wrote since the draft was begun. */
export const staleRule: Rule = (draft, { conversation, messages }) => {
  if (draft.kind === "template" || draft.seenInboundAt === undefined) return [];

  const seen = draft.seenInboundAt;
  const unseen = (messages ?? []).filter((message) => message.direction === "in" && message.content.type !== "reaction" && message.at > seen);
  const newest = Math.max(conversation.lastInboundAt ?? 0, ...unseen.map(({ at }) => at));
  if (newest <= seen) return [];

  const evidence = { seenInboundAt: seen, newestInboundAt: newest, messageIds: unseen.map(({ id }) => id) };
  return [{ rule: "G-STALE", severity: "confirm", messageKey: "guard.stale", evidence, remedies: [{ command: "show-new" }] }];
};
