import type { topicEn } from "./topic-en.ts";

/** Brazilian Portuguese words of the off-topic rule; part of the catalogue in ../pt-br.ts. */
export const topicPtBR: Record<keyof typeof topicEn, string> = {
  "guard.topic.hint": "**Talvez isto responda a outra pergunta.** O cliente pergunta sobre “{{asked}}”. Isto fala de “{{spoken}}”.",
  "guard.topic.insists": "**De novo outra pergunta?** O cliente continua perguntando sobre “{{asked}}”. Isto fala de “{{spoken}}”.",
};
