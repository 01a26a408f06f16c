import { z } from "zod";
import type { Result } from "../../shared/result.ts";
import { minutes } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import type { Connection } from "./inbox-state.ts";

interface Deps<Settings> {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly path: string;
  /** Of the answer without the number of its save. */
  readonly parse: (raw: unknown) => Result<Settings, unknown>;
  readonly hear: (settings: Settings) => void;
}

export interface SettingsKeeper {
  readonly connection: (connection: Connection) => void;
  readonly stop: () => void;
}

const REFRESH = minutes(15);
const answer = z.looseObject({ version: z.number() });

/** What leads have settled: asked for when the line stands, and now and then. */
export function createSettingsKeeper<Settings>({ hear, parse, path, request, timers }: Deps<Settings>): SettingsKeeper {
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const ask = async (): Promise<void> => {
    const response = await request(path, { signal: ended.signal });
    const read = response.ok ? answer.safeParse(await response.json()) : undefined;
    if (read?.success !== true) return;
    const { version: _, ...saved } = read.data;
    const parsed = parse(saved);
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
