import type { outcomesEn } from "./en.ts";

export const outcomesEs: Readonly<Record<keyof typeof outcomesEn, string>> = {
  "outcome.channel": "¿Adónde lo enviaste?",
  "outcome.channel.phone": "Teléfono",
  "outcome.channel.e-mail": "Correo",
  "outcome.channel.shop": "Tienda",
  "outcome.channel.website": "Sitio web",
  "outcome.channel.other": "Otro lugar",
};
