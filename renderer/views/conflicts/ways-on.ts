import type { HeldReason } from "../../../shared/inbox/message.ts";
import type { RejectionCode } from "../../../shared/sync/mutations.ts";
import { wordsIn, type Returned } from "../../state/returned.ts";

/** What somebody can do about a thing that came back, each under one key. */
export type Way = "send" | "reopen" | "edit" | "later" | "template" | "ask" | "look" | "health" | "outreach" | "copy" | "discard";

export const KEY_OF: Readonly<Record<Way, string>> = {
  send: "s",
  reopen: "r",
  edit: "e",
  later: "l",
  template: "t",
  ask: "a",
  look: "o",
  health: "h",
  outreach: "g",
  copy: "c",
  discard: "d",
};

/** [I3] Total over every reason for which a message is held: a new reason without a way on does not compile. */
export const HELD_WAYS: Readonly<Record<HeldReason, readonly [Way, ...Way[]]>> = {
  window_closed: ["template", "edit", "look"],
  window_margin: ["template", "edit", "look"],
  new_inbound_since: ["send", "edit", "look"],
  already_answered: ["send", "edit", "look"],
  not_assignee: ["send", "edit", "look"],
  conversation_resolved: ["reopen", "edit", "look"],
  too_old: ["send", "edit", "look"],
  predecessor_held: ["send", "edit", "look"],
  opted_out: ["look", "copy"],
  template_unusable: ["template", "look"],
  rate_capped: ["later", "edit", "look"],
  // Twice is worse than late: first somebody looks whether it is there.
  unknown_outcome: ["look", "send"],
  server_restored: ["look", "send"],
  needs_update: ["copy", "look"],
  guard: ["edit", "look"],
  undelivered_before: ["send", "edit", "look"],
  awaiting_approval: ["look", "edit"],
  sent_back: ["edit", "look"],
  scheduled: ["send", "edit", "look"],
  number_restricted: ["health", "later", "edit"],
  rollout_halted: ["outreach", "edit", "look"],
};

/** The same for every refusal. Where words were in it, they can be put back and copied whatever the code. */
export const REFUSED_WAYS: Readonly<Record<RejectionCode, readonly Way[]>> = {
  claim_lost: ["look"],
  not_found: [],
  not_allowed: ["look"],
  customer_waits: ["ask", "look"],
  already_sent: ["look"],
  invalid: ["look"],
  unknown_label: ["ask", "look"],
  unknown_target: ["ask", "look"],
  already_resolved: ["reopen", "look"],
  in_the_past: ["ask", "look"],
  nothing_missed: ["look"],
  may_not_approve: ["look"],
  already_decided: ["look"],
  guard_asks: ["look"],
  at_capacity: ["ask", "look"],
  unavailable: ["ask", "look"],
  lacks_skill: ["ask", "look"],
  lacks_language: ["ask", "look"],
  no_bot: ["ask", "look"],
  needs_update: ["look"],
};

/** The dialogue that asks again for what was refused. */
export const ASKS: Readonly<Partial<Record<RejectionCode, "resolve-reason" | "label" | "assign" | "snooze">>> = {
  customer_waits: "resolve-reason",
  unknown_label: "label",
  unknown_target: "assign",
  at_capacity: "assign",
  unavailable: "assign",
  lacks_skill: "assign",
  lacks_language: "assign",
  no_bot: "assign",
  in_the_past: "snooze",
};

/** Everything that can be done about it, the likeliest first; letting it go is always the last. */
export function waysOn({ mutation, why }: Pick<Returned, "mutation" | "why">): readonly Way[] {
  const words = wordsIn(mutation);
  const isTemplate = mutation.kind === "send" && mutation.template !== undefined;
  const ways = why.kind === "held" ? HELD_WAYS[why.reason] : [...(words === undefined ? [] : (["edit", "copy"] as const)), ...REFUSED_WAYS[why.code]];
  return [...ways.filter((way) => (way !== "edit" && way !== "copy") || (words !== undefined && !isTemplate)), "discard"];
}
