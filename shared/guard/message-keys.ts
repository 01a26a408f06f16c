import { REACH_MESSAGE_KEYS } from "./reach-message-keys.ts";
import { TEXT_MESSAGE_KEYS } from "./text-message-keys.ts";

/** Every sentence that a finding may ask of the message catalogue. */
export const GUARD_MESSAGE_KEYS = [
  "guard.window.closed",
  "guard.window.margin",
  "guard.window.neverOpened",
  "guard.window.maybe",
  "guard.template.unknown",
  "guard.template.notApproved",
  "guard.template.variables",
  "guard.template.quality",
  "guard.template.qualityLow",
  "guard.stale",
  "guard.duplicate",
  "guard.collision",
  "guard.topic.hint",
  "guard.topic.insists",
  ...REACH_MESSAGE_KEYS,
  ...TEXT_MESSAGE_KEYS,
] as const;
