import type { Rule } from "./context.ts";
import { approvalRule } from "./rules/approval.ts";
import { bulkRule } from "./rules/bulk.ts";
import { consentRule } from "./rules/consent.ts";
import { followUpRule } from "./rules/follow-up.ts";
import { frequencyRule } from "./rules/frequency.ts";
import { numberRule } from "./rules/number.ts";
import { optedOutRule } from "./rules/opted-out.ts";
import { quietRule } from "./rules/quiet.ts";
import { resolvedRule } from "./rules/resolved.ts";
import { rolloutRule } from "./rules/rollout.ts";
import { staleContactRule } from "./rules/stale-contact.ts";
import { undeliveredRule } from "./rules/undelivered.ts";

/** The rules about whether somebody may be reached at all, now, and how often; in the order in which they are told. */
export const REACH_RULES: readonly Rule[] = [
  optedOutRule,
  consentRule,
  numberRule,
  rolloutRule,
  approvalRule,
  undeliveredRule,
  followUpRule,
  frequencyRule,
  quietRule,
  bulkRule,
  resolvedRule,
  staleContactRule,
];
