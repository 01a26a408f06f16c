/** English words of the off-topic rule; part of the catalogue in ../en.ts. */
export const topicEn = {
  "guard.topic.hint": "**This may answer another question.** The customer asks about “{{asked}}”. This speaks of “{{spoken}}”.",
  "guard.topic.insists": "**Another question again?** The customer still asks about “{{asked}}”. This speaks of “{{spoken}}”.",
} as const;
