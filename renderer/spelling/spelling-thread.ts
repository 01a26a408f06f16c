import { workerAddress } from "../worker-address.ts";
import type { SpellingAnswer, SpellingQuestion } from "./spelling-question.ts";
import { default as spellingWorkerAddress } from "./spelling-worker.ts?worker&url";

interface Deps {
  readonly hear: (answer: SpellingAnswer) => void;
}

/** A worker of the guard's worker, opened with the first question. Where it cannot be had, or dies, words of its language pass. */
export function createSpellingThread({ hear }: Deps): (question: SpellingQuestion) => void {
  let worker: Worker | "none" | undefined;
  /** What it was given and would have to be given again. */
  const asked = new Set<string>();

  const fail = (): void => {
    worker = "none";
    for (const language of asked) hear({ kind: "missing", language, failed: true });
  };
  const open = (): Worker | "none" => {
    try {
      const opened = new Worker(workerAddress(spellingWorkerAddress), { type: "module" });
      opened.addEventListener("message", ({ data }: MessageEvent<SpellingAnswer>) => hear(data));
      opened.addEventListener("error", fail);
      return opened;
    } catch {
      return "none";
    }
  };

  return (question) => {
    asked.add(question.language);
    worker ??= open();
    if (worker === "none") {
      if (question.kind === "words") hear({ kind: "missing", language: question.language, failed: true });
    } else worker.postMessage(question);
  };
}
