import type { outcomesEn } from "./en.ts";

export const outcomesIt: Readonly<Record<keyof typeof outcomesEn, string>> = {
  "outcome.channel": "Dove l'hai indirizzato?",
  "outcome.channel.phone": "Telefono",
  "outcome.channel.e-mail": "E-mail",
  "outcome.channel.shop": "Negozio",
  "outcome.channel.website": "Sito web",
  "outcome.channel.other": "Altrove",
};
