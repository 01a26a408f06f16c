import type { wallboardEn } from "./en.ts";

export const wallboardIt: Readonly<Record<keyof typeof wallboardEn, string>> = {
  "wallboard.title": "Tabellone",
  "wallboard.button": "Tabellone",
  "wallboard.hint": "Le cifre del tabellone su uno schermo, senza nulla su un cliente. Ogni schermo ha un link proprio, che non apre altro.",
  "wallboard.screens": "Schermi",
  "wallboard.none": "Ancora nessuno schermo.",
  "wallboard.seen": "Visto {{time}}",
  "wallboard.neverSeen": "Non ancora aperto",
  "wallboard.revoke": "Revoca",
  "wallboard.revokeNamed": "Revoca {{name}}",
  "wallboard.revoked": "{{name}} non legge più nulla.",
  "wallboard.name": "Dove si trova lo schermo",
  "wallboard.nameMissing": "Serve un nome di almeno una lettera.",
  "wallboard.make": "Crea un link",
  "wallboard.link": "Link per {{name}}, mostrato una volta",
  "wallboard.open": "Apri",
};
