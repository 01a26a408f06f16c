import { z } from "zod";
import type { Result } from "../../shared/result.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import { rememberAnswers, type ReadAnswer, type ServerDeps, type Told } from "./ask-server.ts";

/** What a lead saved, with the number of the save. */
export interface Kept<Settings> {
  readonly version: number;
  readonly settings: Settings;
}

/** `meanwhile`: somebody else has saved; nothing was changed. After `no-network` it is not known whether it was done. */
export type SettingsSaved = "saved" | "meanwhile" | "refused" | "not-allowed" | "no-network" | "failed";

const PATIENCE_MS = 15_000;
export const versioned = z.looseObject({ version: z.number() });

/** Asks for settings that the server keeps, remembers its last word, and says what became of a change. */
export function createKeptSettings(deps: ServerDeps) {
  return {
    ask: <Fact>(path: string, read: ReadAnswer<Fact>): (() => Promise<Told<Fact>>) => {
      const ask = rememberAnswers(deps, read);
      return () => ask(path);
    },
    say: async (path: string, method: "PUT" | "POST" | "DELETE", body?: unknown): Promise<SettingsSaved> => {
      try {
        const written = body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
        const response = await deps.request(path, { method, ...written, signal: AbortSignal.timeout(PATIENCE_MS) });
        if (response.ok) return "saved";
        return response.status === 403 ? "not-allowed" : response.status === 409 ? "meanwhile" : response.status === 422 ? "refused" : "failed";
      } catch {
        return "no-network";
      }
    },
  };
}

/** One that this version of the app cannot read is no answer. */
export function kept<Settings>(raw: unknown, parse: (raw: unknown) => Result<Settings, readonly Problem[]>): Kept<Settings> | undefined {
  const read = versioned.safeParse(raw);
  if (!read.success) return undefined;
  const { version, ...rest } = read.data;
  const parsed = parse(rest);
  return parsed.ok ? { version, settings: parsed.value } : undefined;
}
