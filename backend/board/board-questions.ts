import type { BoardAnswer } from "../../shared/board/board-answer.ts";
import { seconds, type Clock } from "../../shared/time.ts";
import { createKeptAnswers } from "../threads/kept-answers.ts";
import { createOneQuestion } from "../threads/one-question.ts";
import { workerBeside } from "../threads/worker-beside.ts";
import type { BoardQuestion } from "./board-answer.ts";

export interface BoardQuestions {
  /** Undefined where it took too long, or the server is going down. */
  readonly ask: (question: Omit<BoardQuestion, "now">) => Promise<BoardAnswer | undefined>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 30_000;
/** Several leads who look at one board are answered by one count. */
const KEPT_FOR = seconds(5);

export function createBoardQuestions({ clock, databasePath }: { readonly clock: Clock; readonly databasePath: string }): BoardQuestions {
  const thread = createOneQuestion<BoardAnswer>(workerBeside(import.meta.url, "board-worker"), { patienceMs: PATIENCE_MS });
  const kept = createKeptAnswers<BoardAnswer>(clock, KEPT_FOR);
  return {
    ask: (wanted) =>
      kept.of(JSON.stringify(wanted), () => thread.inTurn((ask) => ask({ databasePath, question: { ...wanted, now: clock.now() } satisfies BoardQuestion }))),
    stop: thread.stop,
  };
}
