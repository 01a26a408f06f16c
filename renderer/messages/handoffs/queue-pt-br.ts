import type { queueEn } from "./queue-en.ts";

export const queuePtBr: Readonly<Record<keyof typeof queueEn, string>> = {
  "notice.rejected.at_capacity": "{{by}} já tem todas as conversas abertas que pode atender.",
  "notice.rejected.unavailable": "{{by}} não pega nada novo no momento.",
  "notice.rejected.lacks_skill": "{{by}} não tem a especialidade necessária.",
  "notice.rejected.lacks_language": "{{by}} não responde no idioma do cliente.",
  "notice.rejected.no_bot": "Não há nenhum bot que possa retomá-la.",
  "story.overflow": "Ninguém está livre: todos lotados ou ausentes",
  "story.overflowTeam": "Ninguém estava livre: foi para {{to}}",
  "story.ownerLeft": "Quem cuidava dela saiu: de volta à fila",
  "alerts.notice.claim-ended": "De volta à fila: {{name}}",
  "alerts.notice.overflow": "Ninguém está livre: {{name}}",
  "alerts.queue.claim-ended": "Sem resposta a tempo, por isso voltou à fila",
  "alerts.queue.overflow": "Todos lotados ou ausentes; espera na fila",
};
