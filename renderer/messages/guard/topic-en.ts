/** English words of the off-topic rule; part of the catalogue in ../en.ts. */
export const topicEn = {
  "guard.topic.hint": "The customer asks about: “{{asked}}”. This speaks of: “{{spoken}}”.",
  "guard.topic.insists": "The customer still asks about: “{{asked}}”. This speaks of: “{{spoken}}” again. Answer their question first?",
} as const;
