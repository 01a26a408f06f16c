import type { NumberId } from "../../shared/ids.ts";
import type { Rollout } from "../../shared/outreach/rollout.ts";
import { minutes } from "../../shared/time.ts";
import { createAnswerKeeper, type AnswerKeeper } from "../state/answer-keeper.ts";
import type { Timers } from "../timers.ts";
import { rolloutAnswer } from "./rollout-answer.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
}

export interface RolloutKeeper extends AnswerKeeper {
  /** As last heard; undefined where none is known: then nothing is said here, and the server looks again. */
  readonly of: (number: NumberId) => Rollout | undefined;
}

/** A rollback should be known at every desk before the next template is chosen; the server holds what was faster. */
const REFRESH = minutes(2);

/** [G-ROLLOUT] How far business-started messages have come. */
export function createRolloutKeeper(deps: Deps): RolloutKeeper {
  let rollouts: ReadonlyMap<NumberId, Rollout> = new Map();
  const keeper = createAnswerKeeper({
    ...deps,
    path: "/api/v1/rollout",
    every: REFRESH,
    hear: (raw) => {
      const read = rolloutAnswer.safeParse(raw);
      if (read.success) rollouts = new Map(read.data.items.flatMap(({ numberId, rollout }) => (rollout === undefined ? [] : [[numberId, rollout] as const])));
    },
  });
  return { ...keeper, of: (number) => rollouts.get(number) };
}
