/** English words of one part of the app; part of the catalogue in ../en.ts. */
export const clocksEn = {
  "pending.hold": "Hold",
  "pending.release": "Take off hold",
  "pending.no-reply": "No reply needed",
  "pending.acknowledge": "Cause of a missed promise",
  "pending.seen": "Seen",
  "notice.rejected.nothing_missed": "Nothing was missed there.",
  "story.hold": "{{who}} put it on hold",
  "story.release": "{{who}} took it off hold",
  "story.no-reply": "{{who}} said that no reply is needed",
  "story.breach": "A promise was missed",
  "story.acknowledge": "{{who}} said why it was missed",
  "story.terms": "The due time changed",
} as const;
