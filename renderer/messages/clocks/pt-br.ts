import type { clocksEn } from "./en.ts";

export const clocksPtBr: Readonly<Record<keyof typeof clocksEn, string>> = {
  "pending.hold": "Em espera",
  "pending.release": "Retomar",
  "pending.no-reply": "Não precisa de resposta",
  "pending.acknowledge": "Motivo de uma promessa não cumprida",
  "pending.seen": "Visto",
  "notice.rejected.nothing_missed": "Ali nada foi descumprido.",
  "story.hold": "{{who}} colocou em espera",
  "story.release": "{{who}} retomou",
  "story.no-reply": "{{who}} indicou que não precisa de resposta",
  "story.breach": "Uma promessa não foi cumprida",
  "story.acknowledge": "{{who}} disse por que não foi cumprida",
  "story.terms": "O prazo mudou",
};
