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
] as const;
