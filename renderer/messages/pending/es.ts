import type { pendingEn } from "./en.ts";

/** Spanish words about what waits for the network; part of the catalogue in ../es.ts. */
export const pendingEs: Record<keyof typeof pendingEn, string> = {
  "pending.release-owner": "Devolverla para todos",
  "pending.assignTo": "Asignar a {{name}}",
  "pending.snoozeUntil": "Posponer hasta {{time}}",
  "pending.labels": "Etiquetas: {{names}}",
  "pending.priorityTo": "Prioridad: {{priority}}",
  "pending.none": "Todo lo que hiciste ha llegado al servidor.",
  "pending.withdrawn": "Retirada. No sale.",
  "pending.tooLate": "Ya ha salido y no se puede retirar.",
  "pending.keys": "Flechas: siguiente. Intro: ir a la conversación. e: cambiar. d: retirar.",
  "pending.say": "{{what}}, para {{name}}",
  "pending.made": "hecho {{time}}",
  "pending.onItsWay": "en camino",
  "pending.edit": "Cambiar",
  "pending.withdraw": "Retirar",
  "pending.until.too_old": "Sale si se envía antes de {{time}}. Después se te pregunta otra vez, porque ya será antiguo.",
  "pending.until.window_closed": "Sale si se envía antes de {{time}}, cuando se cierra la ventana. Después solo puede una plantilla.",
  "pending.leavesAt": "Sale {{time}}, cuando vuelva la red.",
  "pending.held.too_old": "No sale por sí solo: tiene más de cuatro horas. Antes se te pregunta otra vez.",
  "pending.held.window_closed": "Así no sale: la ventana se ha cerrado entretanto. Una plantilla sí puede.",
  "pending.held.new_inbound_since": "No sale por sí solo: el cliente volvió a escribir después de que empezaras.",
  "pending.perhaps.too_old":
    "Quizá no por sí solo: según el reloj de este equipo tiene más de cuatro horas, pero el reloj aún no se ha comprobado. Decide el servidor.",
  "pending.perhaps.window_closed": "Según el reloj de este equipo, la ventana se ha cerrado, pero el reloj aún no se ha comprobado. Decide el servidor.",
  "pending.perhaps.in_the_past": "Según el reloj de este equipo, esa hora ya pasó, pero el reloj aún no se ha comprobado. Decide el servidor.",
  "pending.refused.in_the_past": "Esa hora ya pasó: se rechazaría. Elige otra.",
  "pending.catchingUp": "poniéndose al día…",
  "pending.searchHere": "Solo se buscó en lo guardado en este equipo. Los mensajes más antiguos están en el servidor.",
  "action.pending": "Lo que espera la red",
};
