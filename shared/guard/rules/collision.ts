import type { Rule } from "../context.ts";

/** [G-COLLISION] A colleague has this conversation. */
export const collisionRule: Rule = (_draft, { conversation, me }) => {
  const { assigneeId, id } = conversation;
  if (me === undefined || assigneeId === undefined || assigneeId === me) return [];
  return [
    {
      rule: "G-COLLISION",
      severity: "confirm",
      messageKey: "guard.collision",
      evidence: { assigneeId },
      remedies: [{ command: "note-to", agentId: assigneeId, conversationId: id }],
    },
  ];
};
