import type { outcomesEn } from "./en.ts";

export const outcomesPtBr: Readonly<Record<keyof typeof outcomesEn, string>> = {
  "outcome.channel": "Para onde você o enviou?",
  "outcome.channel.phone": "Telefone",
  "outcome.channel.e-mail": "E-mail",
  "outcome.channel.shop": "Loja",
  "outcome.channel.website": "Site",
  "outcome.channel.other": "Outro lugar",
};
