export const GUARD_MESSAGES = {
  "guard.window.closed": "The 24-hour window closed {{closedAt}}. WhatsApp will not deliver free text; an approved template can still be sent.",
  "guard.window.margin": "The 24-hour window closes in less than a minute. Free text might arrive too late; a template can still be sent.",
  "guard.window.neverOpened": "This customer has not written yet. Only an approved template can start the conversation.",
  "guard.window.maybe": "Only a reaction or an unreadable message would keep the window open. WhatsApp may refuse this text.",
  "guard.template.unknown": "There is no template {{name}} in this language ({{language}}).",
  "guard.template.notApproved": "The template {{name}} ({{language}}) is not approved: {{status}}.",
  "guard.template.variables": "The template {{name}} still needs: {{missing}}.",
  "guard.template.quality": "Customers have begun to block or report {{name}}. Its quality is medium.",
  "guard.template.qualityLow": "Many customers block or report {{name}}. Its quality is low, and WhatsApp may pause it.",
  "guard.stale": "The customer wrote again since you began this answer.",
  "guard.duplicate": "The same text was sent here a moment ago.",
  "guard.collision": "A colleague has this conversation.",
} as const;
