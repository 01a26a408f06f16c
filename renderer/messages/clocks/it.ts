import type { clocksEn } from "./en.ts";

export const clocksIt: Readonly<Record<keyof typeof clocksEn, string>> = {
  "pending.hold": "In attesa",
  "pending.release": "Riprendi",
  "pending.no-reply": "Nessuna risposta necessaria",
  "pending.acknowledge": "Motivo di una promessa mancata",
  "pending.seen": "Visto",
  "notice.rejected.nothing_missed": "Lì non è stato mancato nulla.",
  "story.hold": "{{who}} ha messo in attesa",
  "story.release": "{{who}} ha ripreso",
  "story.no-reply": "{{who}} ha indicato che non serve risposta",
  "story.breach": "Una promessa è stata mancata",
  "story.acknowledge": "{{who}} ha detto perché è stata mancata",
  "story.terms": "La scadenza è cambiata",
};
