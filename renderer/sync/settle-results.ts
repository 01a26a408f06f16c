import type { MutationResult } from "../../shared/sync/mutations.ts";
import type { PushAnswer } from "../../shared/sync/protocol.ts";
import type { PendingMutation } from "../state/inbox-state.ts";
import type { PendingQueue } from "./pending-queue.ts";

/** A wish that the server did not grant, with everything that was in it. */
export interface Refusal {
  readonly pending: PendingMutation;
  readonly result: Extract<MutationResult, { readonly st: "rejected" }>;
}

/**
 * Takes in the results of a push. Refused ones are dropped and told; good ones stay until the rows contain them [I12].
 * Answers whether anything was settled: otherwise pushing again at once would turn in a circle.
 */
export async function settleResults(
  { lastMutId, results }: PushAnswer,
  batch: readonly PendingMutation[],
  queue: PendingQueue,
  onRefusal: (refusal: Refusal) => Promise<void>,
): Promise<boolean> {
  const good: { readonly id: number; readonly seq?: number | undefined }[] = [];
  let isSettled = false;
  for (const result of results) {
    const pending = batch.find(({ id }) => id === result.id);
    if (pending === undefined) continue;
    switch (result.st) {
      case "applied":
      case "held":
        good.push(result);
        break;
      case "rejected":
        await queue.drop(result.id, onRefusal({ pending, result }));
        isSettled = true;
        break;
      case "gap":
        await queue.answered(good);
        return (await queue.align(lastMutId)) || isSettled || good.length > 0;
    }
  }
  await queue.answered(good);
  return isSettled || good.length > 0;
}
