import type { handoffsEn } from "./en.ts";

export const handoffsIt: Readonly<Record<keyof typeof handoffsEn, string>> = {
  "pending.return-to-bot": "Ridare al bot",
  "story.to-bot": "{{who}} l'ha ridata al bot",
  "story.claim-ended": "Nessuno ha risposto in tempo: di nuovo in coda",
  "story.auto-reply": "Una risposta automatica ha detto quando ci sarà una persona",
};
