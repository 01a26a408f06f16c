import type { topicEn } from "./topic-en.ts";

/** Spanish words of the off-topic rule; part of the catalogue in ../es.ts. */
export const topicEs: Record<keyof typeof topicEn, string> = {
  "guard.topic.hint": "**Quizá esto responde a otra pregunta.** El cliente pregunta por «{{asked}}». Esto habla de «{{spoken}}».",
  "guard.topic.insists": "**¿Otra vez otra pregunta?** El cliente sigue preguntando por «{{asked}}». Esto habla de «{{spoken}}».",
};
