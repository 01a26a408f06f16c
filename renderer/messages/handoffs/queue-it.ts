import type { queueEn } from "./queue-en.ts";

export const queueIt: Readonly<Record<keyof typeof queueEn, string>> = {
  "notice.rejected.at_capacity": "{{by}} ha già tutte le conversazioni aperte che può seguire.",
  "notice.rejected.unavailable": "{{by}} al momento non prende nulla di nuovo.",
  "notice.rejected.lacks_skill": "{{by}} non ha la competenza richiesta.",
  "notice.rejected.lacks_language": "{{by}} non risponde nella lingua del cliente.",
  "notice.rejected.no_bot": "Non c'è un bot che possa riprenderla.",
  "story.overflow": "Nessuno è libero: tutti al completo o assenti",
  "story.overflowTeam": "Nessuno era libero: è passata a {{to}}",
  "story.ownerLeft": "Chi la seguiva non c'è più: di nuovo in coda",
  "alerts.notice.claim-ended": "Di nuovo in coda: {{name}}",
  "alerts.notice.overflow": "Nessuno è libero: {{name}}",
  "alerts.queue.claim-ended": "Senza risposta in tempo, quindi è di nuovo in coda",
  "alerts.queue.overflow": "Tutti al completo o assenti; aspetta in coda",
};
