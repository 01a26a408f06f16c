import type { queueEn } from "./queue-en.ts";

export const queueEs: Readonly<Record<keyof typeof queueEn, string>> = {
  "notice.rejected.at_capacity": "{{by}} ya tiene todas las conversaciones abiertas que puede llevar.",
  "notice.rejected.unavailable": "{{by}} no toma nada nuevo en este momento.",
  "notice.rejected.lacks_skill": "{{by}} no tiene la especialidad que hace falta.",
  "notice.rejected.lacks_language": "{{by}} no responde en el idioma del cliente.",
  "notice.rejected.no_bot": "No hay ningún bot que pueda retomarla.",
  "story.overflow": "No hay nadie libre: todos completos o ausentes",
  "story.overflowTeam": "No había nadie libre: pasó a {{to}}",
  "story.ownerLeft": "Quien la llevaba ya no está: de vuelta en la cola",
  "alerts.notice.claim-ended": "De vuelta en la cola: {{name}}",
  "alerts.notice.overflow": "No hay nadie libre: {{name}}",
  "alerts.queue.claim-ended": "Sin respuesta a tiempo, así que ha vuelto a la cola",
  "alerts.queue.overflow": "Todos completos o ausentes; espera en la cola",
};
