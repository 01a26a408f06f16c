import type { handoffsEn } from "./en.ts";

export const handoffsEs: Readonly<Record<keyof typeof handoffsEn, string>> = {
  "pending.return-to-bot": "Devolver al bot",
  "story.to-bot": "{{who}} la devolvió al bot",
  "story.claim-ended": "Nadie respondió a tiempo: de nuevo en la cola",
  "story.auto-reply": "Una respuesta automática dijo cuándo habrá una persona",
};
