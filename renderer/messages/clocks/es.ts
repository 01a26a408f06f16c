import type { clocksEn } from "./en.ts";

export const clocksEs: Readonly<Record<keyof typeof clocksEn, string>> = {
  "pending.hold": "En espera",
  "pending.release": "Retomar",
  "pending.no-reply": "No hace falta responder",
  "pending.acknowledge": "Motivo de una promesa incumplida",
  "pending.seen": "Visto",
  "notice.rejected.nothing_missed": "Ahí no se incumplió nada.",
  "story.hold": "{{who}} la puso en espera",
  "story.release": "{{who}} la retomó",
  "story.no-reply": "{{who}} indicó que no hace falta responder",
  "story.breach": "Se incumplió una promesa",
  "story.acknowledge": "{{who}} dijo por qué se incumplió",
  "story.terms": "Cambió el vencimiento",
};
