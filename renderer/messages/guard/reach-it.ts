import type { reachEn } from "./reach-en.ts";

/** Italian words of the rules about consent, number and timing; part of the catalogue in ../it.ts. */
export const reachIt: Readonly<Record<keyof typeof reachEn, string>> = {
  "guard.optedOut.everything":
    "Questo cliente ci ha chiesto di non scrivere più ({{withdrawnAt}}). Può partire solo una risposta a quello che scrive da ora in poi.",
  "guard.optedOut.category": "Questo cliente non vuole messaggi di questo tipo ({{category}}), da {{withdrawnAt}}.",
  "guard.consent.none":
    "Questo cliente non ha acconsentito a messaggi di questo tipo ({{asked}}). Chiediglielo mentre ti scrive, oppure registra il consenso con la prova.",
  "guard.consent.unproved": "Qui è annotato un consenso, ma nessuno potrebbe verificarlo: aggiungi da dove viene.",
  "guard.consent.unclear": "Questo cliente ha accettato {{granted}} e rifiutato {{withdrawn}}. Di quale dei due fa parte {{template}}?",
  "guard.number.connection": "In questo momento il tuo numero non è collegato a WhatsApp e non può inviare nulla. La bozza resta qui.",
  "guard.number.restricted": "WhatsApp ha limitato il tuo numero ({{type}}) senza dire fino a quando. Questo messaggio rientra in ciò che blocca.",
  "guard.number.restrictedUntil": "WhatsApp ha limitato il tuo numero ({{type}}) fino a {{untilAt}}. Questo messaggio rientra in ciò che blocca.",
  "guard.number.flagged": "WhatsApp ha segnalato il tuo numero per bassa qualità ({{type}}). Meglio rispondere che iniziare qualcosa di nuovo.",
  "guard.number.limitReached": "Il limite di persone a cui puoi scrivere in 24 ore è esaurito: almeno {{used}} su {{limit}}. Le risposte partono ancora.",
  "guard.number.limitNear": "Il limite di persone a cui puoi scrivere in 24 ore è quasi esaurito: almeno {{used}} su {{limit}}.",
  "guard.number.qualityLow": "La qualità del tuo numero è bassa: molti clienti lo bloccano o lo segnalano. Scrivere senza richiesta la peggiora.",
  "guard.number.qualityMedium": "La qualità del tuo numero è media. Invia solo ciò che questo cliente vuole di sicuro.",
  "guard.number.qualityFalling": "La qualità del tuo numero è appena scesa a media. Invia solo ciò che questo cliente vuole di sicuro.",
  "guard.rollout": "Distribuzione “{{campaign}}”: per ora va al {{stage}} % dei clienti, e questo non è ancora tra loro.",
  "guard.rollout.staff": "Distribuzione “{{campaign}}”: è in prova tra le persone della tua squadra. Non va ancora ai clienti.",
  "guard.rollout.halted": "La distribuzione “{{campaign}}” è stata ritirata: {{reason}}. Non parte più nulla finché un responsabile non la riavvia.",
  "guard.approval.trainee": "Stai ancora imparando: un collega esperto dà il via libera.",
  "guard.approval.practice": "Prima supera la modalità di esercizio. Fino ad allora un collega esperto dà il via libera.",
  "guard.undelivered.template": "Un messaggio precedente a questo cliente ({{sentAt}}) non è ancora arrivato. Altri gli cadrebbero addosso tutti insieme.",
  "guard.undelivered.resend":
    "Proprio questo modello è già in viaggio ({{sentAt}}) e WhatsApp riprova fino a {{triedUntilAt}}. Reinviarlo lo farebbe arrivare due volte.",
  "guard.undelivered.lost": "Un messaggio precedente ({{sentAt}}) non è mai arrivato. Forse questo cliente non si raggiunge più da qui.",
  "guard.undelivered.text": "Il tuo messaggio precedente ({{sentAt}}) non è ancora arrivato. Aspetta che arrivi, o mettili in uno solo.",
  "guard.followUp": "Questo è il messaggio {{place}} di fila senza risposta.",
  "guard.followUp.early": "Questo è il messaggio {{place}} di fila senza risposta, e l'ultimo è partito da poco ({{lastSentAt}}).",
  "guard.frequency": "Questo cliente ha ricevuto {{used}} notifiche in {{days}} g; il massimo è {{most}}. La prossima può partire {{freeAt}}.",
  "guard.frequency.category":
    "Questo cliente ha ricevuto {{used}} messaggi di questo tipo ({{category}}) in {{days}} g; il massimo è {{most}}. Il prossimo può partire {{freeAt}}.",
  "guard.quiet": "Dove si trova questo cliente è un'ora scomoda ({{zone}}).",
  "guard.quiet.zones": "Dove si trova questo cliente potrebbe essere un'ora scomoda: il suo paese ha più fusi orari, e in uno lo è ({{zone}}).",
  "guard.bulk.agent":
    "Hai inviato quasi lo stesso testo a {{people}} persone in {{minutes}} min. Per altre serve un responsabile, e persone che hanno acconsentito.",
  "guard.bulk.team":
    "La tua squadra ha inviato quasi lo stesso testo a {{people}} persone in {{minutes}} min. Per altre serve un responsabile, e persone che hanno acconsentito.",
  "guard.bulk.number":
    "Da questo numero è partito quasi lo stesso testo verso {{people}} persone in {{minutes}} min. Per altre serve un responsabile, e persone che hanno acconsentito.",
  "guard.resolved": "Questa conversazione è risolta e il cliente non ha chiesto altro. Perché scrivere ancora?",
  "guard.staleContact": "Questo cliente tace da {{days}} giorni e forse non si ricorda di te. Chiedi di nuovo se vuole ricevere tue notizie.",
};
