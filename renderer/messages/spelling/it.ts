import type { spellingEn } from "./en.ts";

/** Italian words about spelling. */
export const spellingIt: Readonly<Record<keyof typeof spellingEn, string>> = {
  "settings.spelling": "Ortografia",
  "settings.spelling.hint":
    "Le parole si cercano su questo computer mentre scrivi. Niente esce da qui, e un errore non impedisce mai a un messaggio di partire.",
  "settings.spelling.en": "Inglese",
  "settings.spelling.es": "Spagnolo",
  "settings.spelling.pt": "Portoghese (Brasile)",
  "settings.spelling.it": "Italiano",
  "settings.spelling.en.hint": "Vanno bene sia l'ortografia americana sia quella britannica.",
  "settings.spelling.es.hint": "Di tutti i paesi.",
  "settings.spelling.pt.hint": "Con i clienti in Portogallo tace: il dizionario è brasiliano.",
  "settings.spelling.it.there": "Con il dizionario che l'amministratore ha messo sul server.",
  "settings.spelling.it.none":
    "Il suo dizionario ha licenza GPL e non viene con Greenline. Un amministratore può prendere dictionary-it da npm o dal sito di LibreOffice e metterlo sul server come dictionaries/it.aff e dictionaries/it.dic nella cartella dei dati.",
  "settings.spelling.failed": "Il dizionario non si è aperto: le parole in questa lingua passano senza controllo finché l'app non riparte.",
  "settings.spelling.learned": "Parole imparate",
  "settings.spelling.learned.hint": "Giuste per tutta la squadra. Quelle che i colleghi scrivono più volte valgono da sé.",
  "settings.spelling.none": "Nessuno ha ancora insegnato una parola. Quando l'editor ne segna una giusta, scegli Impara.",
  "settings.spelling.forget": "Dimentica",
  "settings.spelling.forgetWord": "Dimentica «{{word}}»",
  "settings.spelling.leads": "I responsabili possono togliere parole.",
  "settings.spelling.offline": "Senza rete: le parole si leggono, ma non si cambiano.",
  "spelling.about": "Che cosa fare con «{{word}}»",
  "spelling.learn": "Impara «{{word}}»",
  "spelling.ignore": "Ignora qui",
  "spelling.learned": "«{{word}}» da ora è giusta, per tutta la squadra.",
  "spelling.notLearned": "«{{word}}» non è stata imparata: il server non risponde. In questa conversazione viene lasciata stare.",
  "spelling.forgotten": "«{{word}}» è dimenticata.",
  "spelling.notForgotten": "«{{word}}» non è stata dimenticata: il server non risponde.",
};
