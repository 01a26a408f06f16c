import { readFileSync } from "node:fs";
import type { TopicScorer } from "../../shared/guard/topic/scorer.ts";

/** The scorer that is shipped with the app, made by training/train-topic.ts. In the sources and in the bundles it lies two folders up. */
export const shippedTopicScorer = (): TopicScorer =>
  JSON.parse(readFileSync(new URL("../../assets/guard/topic-scorer.json", import.meta.url), "utf8")) as TopicScorer;
