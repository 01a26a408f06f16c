import type { Duration } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import type { Connection } from "./inbox-state.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly path: string;
  readonly every: Duration;
  /** Whatever the server answered. What cannot be read leaves what was heard before; the server has the last word anyway. */
  readonly hear: (answer: unknown) => void;
}

export interface AnswerKeeper {
  readonly connection: (connection: Connection) => void;
  readonly stop: () => void;
}

/** What a desk has to know of the server's: asked for when the line stands, and now and then. */
export function createAnswerKeeper({ every, hear, path, request, timers }: Deps): AnswerKeeper {
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const ask = async (): Promise<void> => {
    const response = await request(path, { signal: ended.signal });
    if (response.ok) hear(await response.json());
  };
  const look = (): void => {
    cancel();
    cancel = timers.after(every, look);
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
