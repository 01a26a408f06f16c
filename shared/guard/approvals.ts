import type { Agent } from "../inbox/people.ts";
import type { Draft, GuardContext, GuardPolicy } from "./context.ts";
import type { Finding } from "./finding.ts";
import { approvalRule } from "./rules/approval.ts";
import type { Instant } from "../time.ts";

/** [G-APPROVAL] Leads, admins, and agents who are trusted with it; whoever is learning is not. */
export const mayApprove = ({ approver, role, trainee }: Pick<Agent, "approver" | "role" | "trainee">): boolean =>
  role === "lead" || role === "admin" || (role === "agent" && approver === true && trainee !== true);

/** [G-APPROVAL] Whether what this author writes waits for somebody senior; with a `confirm` a reason is enough, with less nothing waits. */
export function awaitsApproval(
  context: Pick<GuardContext, "author" | "conversation">,
  draft: Draft,
  overrides: Readonly<Record<string, string>> | undefined,
  policy: GuardPolicy,
  now: Instant,
): boolean {
  const severity = policy.severities?.["G-APPROVAL"] ?? "stop";
  if (severity === "off" || severity === "advise" || (severity === "confirm" && overrides?.["G-APPROVAL"] !== undefined)) return false;
  return approvalRule(draft, context, policy, now).length > 0;
}

/** What its author can do nothing about but wait stops nobody from writing: the message is kept, and somebody senior sees it. */
export const besidesApproval = (against: readonly Finding[]): readonly Finding[] => against.filter(({ rule }) => rule !== "G-APPROVAL");
