import { z } from "zod";
import { parseQueueSettings, type QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import { minutes } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import type { Connection } from "./inbox-state.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly hear: (settings: QueueSettings) => void;
}

const REFRESH = minutes(15);
const answer = z.looseObject({ version: z.number() });

/** [HO5] Which topic asks for which skill, and how many conversations are enough: asked for when the line stands, and now and then. */
export function createQueueSettingsKeeper({ hear, request, timers }: Deps): {
  readonly connection: (connection: Connection) => void;
  readonly stop: () => void;
} {
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const ask = async (): Promise<void> => {
    const response = await request("/api/v1/handoffs/settings", { signal: ended.signal });
    const read = response.ok ? answer.safeParse(await response.json()) : undefined;
    if (read?.success !== true) return;
    const { version: _, ...saved } = read.data;
    const parsed = parseQueueSettings(saved);
    // What this version of the app cannot read leaves the one before; the server has the last word anyway.
    if (parsed.ok) hear(parsed.value);
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
