import { rolloutAnswer } from "./rollout-answer.ts";
import type { NumberId } from "../../shared/ids.ts";
import type { Rollout } from "../../shared/outreach/rollout.ts";
import { minutes } from "../../shared/time.ts";
import type { Connection } from "../state/inbox-state.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
}

export interface RolloutKeeper {
  /** As last heard; undefined where none is known: then nothing is said here, and the server looks again. */
  readonly of: (number: NumberId) => Rollout | undefined;
  readonly connection: (connection: Connection) => void;
  readonly stop: () => void;
}

/** A rollback should be known at every desk before the next template is chosen; the server holds what was faster. */
const REFRESH = minutes(2);

/** [G-ROLLOUT] How far business-started messages have come: asked for when the line stands, and now and then. */
export function createRolloutKeeper({ request, timers }: Deps): RolloutKeeper {
  let rollouts: ReadonlyMap<NumberId, Rollout> = new Map();
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const ask = async (): Promise<void> => {
    const response = await request("/api/v1/rollout", { signal: ended.signal });
    const read = response.ok ? rolloutAnswer.safeParse(await response.json()) : undefined;
    // An answer that cannot be read leaves the one before.
    if (read?.success !== true) return;
    rollouts = new Map(read.data.items.flatMap(({ numberId, rollout }) => (rollout === undefined ? [] : [[numberId, rollout] as const])));
  };
  const look = (): void => {
    cancel();
    cancel = timers.after(REFRESH, look);
    ask().catch(() => undefined);
  };

  return {
    of: (number) => rollouts.get(number),
    connection: ({ kind }) => {
      const was = isLive;
      isLive = kind === "live";
      if (isLive && !was) look();
    },
    stop: () => {
      cancel();
      ended.abort();
    },
  };
}
