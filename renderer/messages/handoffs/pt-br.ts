import type { handoffsEn } from "./en.ts";

export const handoffsPtBr: Readonly<Record<keyof typeof handoffsEn, string>> = {
  "pending.return-to-bot": "Devolver ao bot",
  "story.to-bot": "{{who}} devolveu ao bot",
  "story.claim-ended": "Ninguém respondeu a tempo: de volta à fila",
  "story.auto-reply": "Uma resposta automática disse quando haverá uma pessoa",
};
