import type { wallboardEn } from "./en.ts";

export const wallboardPtBr: Readonly<Record<keyof typeof wallboardEn, string>> = {
  "wallboard.title": "Painel de parede",
  "wallboard.button": "Painel de parede",
  "wallboard.hint": "Os números do quadro em uma tela, sem nada sobre um cliente. Cada tela tem um link próprio, que não abre mais nada.",
  "wallboard.screens": "Telas",
  "wallboard.none": "Nenhuma tela ainda.",
  "wallboard.seen": "Vista {{time}}",
  "wallboard.neverSeen": "Ainda não aberta",
  "wallboard.revoke": "Revogar",
  "wallboard.revokeNamed": "Revogar {{name}}",
  "wallboard.revoked": "{{name}} não lê mais nada.",
  "wallboard.name": "Onde fica a tela",
  "wallboard.nameMissing": "É preciso um nome de ao menos uma letra.",
  "wallboard.make": "Criar um link",
  "wallboard.link": "Link para {{name}}, mostrado uma vez",
  "wallboard.open": "Abrir",
};
