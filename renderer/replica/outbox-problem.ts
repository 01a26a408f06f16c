import type { JournalProblem } from "../../shared/journal/write-outcome.ts";

/** Thrown by an outbox that could not keep something; the text stays where it was. */
export const notKept = (problem: JournalProblem): Error => new Error(`The outbox did not keep it: ${problem}.`, { cause: { outboxProblem: problem } });

/** The key of the sentence that says why something could not be kept; undefined where it was anything else that failed. */
export function notKeptKey(error: unknown): `notice.notKept.${JournalProblem}` | undefined {
  if (!(error instanceof Error)) return undefined;
  const { cause } = error;
  // IndexedDB says it in its own way, and a transaction that was given up for it names it inside.
  if (error.name === "QuotaExceededError" || ("inner" in error && error.inner instanceof Error && error.inner.name === "QuotaExceededError"))
    return "notice.notKept.full";
  return typeof cause === "object" && cause !== null && "outboxProblem" in cause ? `notice.notKept.${cause.outboxProblem as JournalProblem}` : undefined;
}
