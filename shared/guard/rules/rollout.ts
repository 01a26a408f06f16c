import { bucketOf } from "../../outreach/buckets.ts";
import { placeOf } from "../../outreach/rollout.ts";
import { startedCategory } from "../business-started.ts";
import type { Rule } from "../context.ts";

/** [G-ROLLOUT] [S0-21] [S0-22] What is started goes first to the staff, then to a few, then to all; and to nobody once it is taken back. */
export const rolloutRule: Rule = (draft, context, _policy, now) => {
  const { contact, conversation, rollout } = context;
  if (rollout === undefined || startedCategory(draft, context, now) === undefined) return [];

  const place = placeOf(rollout, { id: conversation.contactId, phone: contact?.phone });
  if (place === "staff" || place === "in") return [];
  const { halted, name, stage } = rollout;
  const campaign = name ?? rollout.campaign;
  const evidence =
    halted === undefined
      ? { campaign, stage, bucket: bucketOf(rollout.campaign, conversation.contactId) / 100 }
      : { campaign, stage, haltedAt: halted.at, reason: halted.reason, by: halted.by };
  const messageKey = place === "halted" ? "guard.rollout.halted" : stage === 0 ? "guard.rollout.staff" : "guard.rollout";
  return [{ rule: "G-ROLLOUT", severity: "stop", messageKey, evidence, remedies: [{ command: "ask-lead", about: "rollout", campaign }] }];
};
