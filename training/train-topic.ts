/**
 * Makes assets/guard/topic-scorer.json: `node training/train-topic.ts`, from ../shared/data/offtopic beside the repository.
 * Only star and mwoz (both MIT) enter the weights, and no dialogue that the development benchmark asks about.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dialoguesOf } from "./dialogues.ts";
import { benchmarkIds, scorerFrom, trainingExamples } from "./topic-scorer.ts";

const asked = benchmarkIds();
const examples = trainingExamples({
  star: dialoguesOf("star").filter(({ id }) => !asked.has(id)),
  mwoz: dialoguesOf("mwoz").filter(({ id }) => !asked.has(id)),
});
const folder = join(import.meta.dirname, "..", "assets", "guard");
mkdirSync(folder, { recursive: true });
const text = JSON.stringify(scorerFrom(examples));
writeFileSync(join(folder, "topic-scorer.json"), `${text}\n`);
console.log(`${examples.length} examples, ${(text.length / 1024).toFixed(0)} KiB.`);
