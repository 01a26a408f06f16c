import type { wallboardEn } from "./en.ts";

export const wallboardEs: Readonly<Record<keyof typeof wallboardEn, string>> = {
  "wallboard.title": "Panel de pared",
  "wallboard.button": "Panel de pared",
  "wallboard.hint": "Las cifras del tablero en una pantalla, sin nada sobre un cliente. Cada pantalla tiene su propio enlace, que no abre nada más.",
  "wallboard.screens": "Pantallas",
  "wallboard.none": "Todavía no hay pantallas.",
  "wallboard.seen": "Vista {{time}}",
  "wallboard.neverSeen": "Aún sin abrir",
  "wallboard.revoke": "Revocar",
  "wallboard.revokeNamed": "Revocar {{name}}",
  "wallboard.revoked": "{{name}} ya no lee nada.",
  "wallboard.name": "Dónde está la pantalla",
  "wallboard.nameMissing": "Hace falta un nombre de al menos una letra.",
  "wallboard.make": "Crear un enlace",
  "wallboard.link": "Enlace para {{name}}, se muestra una vez",
  "wallboard.open": "Abrir",
};
