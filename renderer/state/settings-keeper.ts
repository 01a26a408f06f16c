import { z } from "zod";
import type { Result } from "../../shared/result.ts";
import { minutes } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import { createAnswerKeeper, type AnswerKeeper } from "./answer-keeper.ts";

interface Deps<Settings> {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly path: string;
  /** Of the answer without the number of its save. */
  readonly parse: (raw: unknown) => Result<Settings, unknown>;
  readonly hear: (settings: Settings) => void;
}

export type SettingsKeeper = AnswerKeeper;

export const SETTINGS_REFRESH = minutes(15);
const answer = z.looseObject({ version: z.number() });

/** What leads have settled, with the number of its save. */
export const createSettingsKeeper = <Settings>({ hear, parse, ...deps }: Deps<Settings>): SettingsKeeper =>
  createAnswerKeeper({
    ...deps,
    every: SETTINGS_REFRESH,
    hear: (raw) => {
      const read = answer.safeParse(raw);
      if (!read.success) return;
      const { version: _, ...saved } = read.data;
      const parsed = parse(saved);
      if (parsed.ok) hear(parsed.value);
    },
  });
