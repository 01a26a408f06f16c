import type { Rule } from "../context.ts";

/** [G-APPROVAL] Somebody who is learning writes, and somebody who knows lets it go. Nobody approves their own. */
export const approvalRule: Rule = (_draft, { author }, { reach: { approval } }) => {
  if (author === undefined || (author.kind !== "human" && author.kind !== "app")) return [];
  if (author.approvedBy !== undefined && author.approvedBy !== author.id) return [];

  const evidence = author.id === undefined ? {} : { authorId: author.id };
  const remedies = [{ command: "ask-lead", about: "approval" }];
  if (approval.trainees && author.trainee === true) return [{ rule: "G-APPROVAL", severity: "stop", messageKey: "guard.approval.trainee", evidence, remedies }];
  if (approval.practice && author.passedPractice === false)
    return [{ rule: "G-APPROVAL", severity: "stop", messageKey: "guard.approval.practice", evidence, remedies }];
  return [];
};
