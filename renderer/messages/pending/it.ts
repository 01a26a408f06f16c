import type { pendingEn } from "./en.ts";

/** Italian words about what waits for the network; part of the catalogue in ../it.ts. */
export const pendingIt: Record<keyof typeof pendingEn, string> = {
  "pending.release-owner": "Rimettila a disposizione di tutti",
  "pending.assignTo": "Assegna a {{name}}",
  "pending.snoozeUntil": "Posticipa fino a {{time}}",
  "pending.labels": "Etichette: {{names}}",
  "pending.priorityTo": "Priorità: {{priority}}",
  "pending.none": "Tutto ciò che hai fatto è arrivato al server.",
  "pending.withdrawn": "Ritirata. Non parte.",
  "pending.tooLate": "È già partita e non si può più togliere.",
  "pending.keys": "Frecce: successiva. Invio: vai alla conversazione. e: modifica. d: ritira.",
  "pending.say": "{{what}}, per {{name}}",
  "pending.made": "fatta {{time}}",
  "pending.onItsWay": "in viaggio",
  "pending.edit": "Modifica",
  "pending.withdraw": "Ritira",
  "pending.until.too_old": "Parte se esce entro {{time}}. Dopo ti viene chiesto di nuovo, perché ormai è vecchia.",
  "pending.until.window_closed": "Parte se esce entro {{time}}, quando si chiude la finestra. Dopo può solo un modello.",
  "pending.leavesAt": "Parte {{time}}, quando torna la rete.",
  "pending.held.too_old": "Non parte da sola: ha più di quattro ore. Prima ti viene chiesto di nuovo.",
  "pending.held.window_closed": "Così non parte: nel frattempo la finestra si è chiusa. Un modello può.",
  "pending.held.new_inbound_since": "Non parte da sola: il cliente ha scritto di nuovo dopo che avevi iniziato.",
  "pending.perhaps.too_old":
    "Forse non da sola: secondo l'orologio di questo computer ha più di quattro ore, ma l'orologio non è ancora verificato. Decide il server.",
  "pending.perhaps.window_closed": "Secondo l'orologio di questo computer la finestra si è chiusa, ma l'orologio non è ancora verificato. Decide il server.",
  "pending.perhaps.in_the_past": "Secondo l'orologio di questo computer quell'ora è passata, ma l'orologio non è ancora verificato. Decide il server.",
  "pending.refused.in_the_past": "Quell'ora è passata: verrebbe rifiutata. Scegline un'altra.",
  "pending.catchingUp": "in aggiornamento…",
  "pending.searchHere": "È stato cercato solo ciò che è su questo computer. I messaggi più vecchi sono sul server.",
  "action.pending": "Cosa aspetta la rete",
};
