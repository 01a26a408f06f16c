import { z } from "zod";
import type { Outcome } from "../../shared/outcomes/outcome.ts";
import { parseOutcomeSettings } from "../../shared/outcomes/outcome-settings.ts";
import { minutes } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import type { Connection } from "./inbox-state.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly hear: (outcomes: readonly Outcome[]) => void;
}

const REFRESH = minutes(15);
const answer = z.looseObject({ version: z.number() });

/** [S4-17] What a case can be resolved as: asked for when the line stands, and now and then. What cannot be read leaves the list before. */
export function createOutcomesKeeper({ hear, request, timers }: Deps): {
  readonly connection: (connection: Connection) => void;
  readonly stop: () => void;
} {
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const ask = async (): Promise<void> => {
    const response = await request("/api/v1/outcomes", { signal: ended.signal });
    const read = response.ok ? answer.safeParse(await response.json()) : undefined;
    if (read?.success !== true) return;
    const { version: _, ...saved } = read.data;
    const parsed = parseOutcomeSettings(saved);
    if (parsed.ok) hear(parsed.value.outcomes);
  };
  const look = (): void => {
    cancel();
    cancel = timers.after(REFRESH, look);
    ask().catch(() => undefined);
  };

  return {
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
