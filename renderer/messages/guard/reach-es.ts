import type { reachEn } from "./reach-en.ts";

/** Spanish words of the rules about consent, number and timing; part of the catalogue in ../es.ts. */
export const reachEs: Readonly<Record<keyof typeof reachEn, string>> = {
  "guard.optedOut.everything":
    "Este cliente pidió que no le escribamos más ({{withdrawnAt}}). Solo puede salir una respuesta a lo que escriba a partir de ahora.",
  "guard.optedOut.category": "Este cliente no quiere mensajes de este tipo ({{category}}), desde {{withdrawnAt}}.",
  "guard.consent.none":
    "Este cliente no ha aceptado mensajes de este tipo ({{asked}}). Pídeselo mientras te escribe, o registra el consentimiento con su prueba.",
  "guard.consent.unproved": "Hay un consentimiento anotado, pero nadie podría comprobarlo: añade de dónde viene.",
  "guard.consent.unclear": "Este cliente aceptó {{granted}} y rechazó {{withdrawn}}. ¿A cuál pertenece {{template}}?",
  "guard.number.connection": "Ahora mismo tu número no está conectado a WhatsApp y no puede enviar nada. El borrador se queda aquí.",
  "guard.number.restricted": "WhatsApp ha restringido tu número ({{type}}) sin decir hasta cuándo. Este mensaje está entre lo que detiene.",
  "guard.number.restrictedUntil": "WhatsApp ha restringido tu número ({{type}}) hasta {{untilAt}}. Este mensaje está entre lo que detiene.",
  "guard.number.flagged": "WhatsApp ha marcado tu número por baja calidad ({{type}}). Mejor responder que empezar algo nuevo.",
  "guard.number.limitReached":
    "El límite de personas a las que puedes escribir en 24 horas está agotado: al menos {{used}} de {{limit}}. Las respuestas siguen saliendo.",
  "guard.number.limitNear": "El límite de personas a las que puedes escribir en 24 horas está casi agotado: al menos {{used}} de {{limit}}.",
  "guard.number.qualityLow": "La calidad de tu número es baja: muchos clientes lo bloquean o lo denuncian. Escribir sin que lo pidan la empeora.",
  "guard.number.qualityMedium": "La calidad de tu número es media. Envía solo lo que este cliente seguro quiere.",
  "guard.number.qualityFalling": "La calidad de tu número acaba de bajar a media. Envía solo lo que este cliente seguro quiere.",
  "guard.rollout": "Distribución “{{campaign}}”: por ahora llega al {{stage}} % de los clientes, y este aún no está entre ellos.",
  "guard.rollout.staff": "Distribución “{{campaign}}”: se está probando con tu propia gente. Todavía no va a clientes.",
  "guard.rollout.halted": "La distribución “{{campaign}}” se retiró: {{reason}}. No sale nada hasta que un responsable la reinicie.",
  "guard.approval.trainee": "Aún estás aprendiendo: un compañero con experiencia da el visto bueno.",
  "guard.approval.practice": "Supera primero el modo de práctica. Hasta entonces un compañero con experiencia da el visto bueno.",
  "guard.undelivered.template": "Un mensaje anterior a este cliente ({{sentAt}}) aún no ha llegado. Más mensajes le caerían todos de golpe.",
  "guard.undelivered.resend":
    "Esta misma plantilla ya está en camino ({{sentAt}}) y WhatsApp sigue intentándolo hasta {{triedUntilAt}}. Reenviarla la entregaría dos veces.",
  "guard.undelivered.lost": "Un mensaje anterior ({{sentAt}}) nunca llegó. Quizá a este cliente ya no se le alcance por aquí.",
  "guard.undelivered.text": "Tu mensaje anterior ({{sentAt}}) aún no ha llegado. Espera a que llegue, o júntalos en uno.",
  "guard.followUp": "Este es el mensaje {{place}} seguido sin respuesta.",
  "guard.followUp.early": "Este es el mensaje {{place}} seguido sin respuesta, y el último salió hace poco ({{lastSentAt}}).",
  "guard.frequency": "Este cliente ha recibido {{used}} avisos en {{days}} d; el máximo es {{most}}. El próximo puede salir {{freeAt}}.",
  "guard.frequency.category":
    "Este cliente ha recibido {{used}} mensajes de este tipo ({{category}}) en {{days}} d; el máximo es {{most}}. El próximo puede salir {{freeAt}}.",
  "guard.quiet": "Donde está este cliente es una hora inoportuna ({{zone}}).",
  "guard.quiet.zones": "Donde está este cliente podría ser una hora inoportuna: su país tiene varios husos horarios, y en uno lo es ({{zone}}).",
  "guard.bulk.agent":
    "Has enviado casi el mismo texto a {{people}} personas en {{minutes}} min. Para más hace falta un responsable, y personas que lo hayan aceptado.",
  "guard.bulk.team":
    "Tu equipo ha enviado casi el mismo texto a {{people}} personas en {{minutes}} min. Para más hace falta un responsable, y personas que lo hayan aceptado.",
  "guard.bulk.number":
    "Desde este número salió casi el mismo texto a {{people}} personas en {{minutes}} min. Para más hace falta un responsable, y personas que lo hayan aceptado.",
  "guard.resolved": "Esta conversación está resuelta y el cliente no ha pedido más. ¿Por qué volver a escribir?",
  "guard.staleContact": "Este cliente lleva {{days}} días en silencio y quizá no te recuerde. Pregunta otra vez si quiere saber de ti.",
};
