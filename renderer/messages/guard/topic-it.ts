import type { topicEn } from "./topic-en.ts";

/** Italian words of the off-topic rule; part of the catalogue in ../it.ts. */
export const topicIt: Record<keyof typeof topicEn, string> = {
  "guard.topic.hint": "**Questo forse risponde a un'altra domanda.** Il cliente chiede «{{asked}}». Questo parla di «{{spoken}}».",
  "guard.topic.insists": "**Di nuovo un'altra domanda?** Il cliente chiede ancora «{{asked}}». Questo parla di «{{spoken}}».",
};
