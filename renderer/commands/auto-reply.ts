import { z } from "zod";
import { parseAutoReplySettings, type AutoReplySettings } from "../../shared/handoffs/auto-reply-settings.ts";
import { parseSurgePolicy, type SurgePolicy } from "../../shared/handoffs/surge-policy.ts";
import { toNumberId, type NumberId } from "../../shared/ids.ts";
import type { Result } from "../../shared/result.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import { toDuration, type Clock, type Duration } from "../../shared/time.ts";
import { parseJson, type Seen, type Told } from "./server-facts.ts";

/** What a lead saved, with the number of the save. */
export interface Kept<Settings> {
  readonly version: number;
  readonly settings: Settings;
}

/** How the queue of a number stands. */
export interface QueueReading {
  readonly numberId: NumberId;
  readonly arrivals: number;
  readonly queue: number;
  readonly wait?: Duration | undefined;
}

export interface SurgeFacts extends Kept<SurgePolicy> {
  readonly readings: readonly QueueReading[];
}

/** `meanwhile`: somebody else has saved; nothing was changed. After `no-network` it is not known whether it was done. */
export type SettingsSaved = "saved" | "meanwhile" | "refused" | "not-allowed" | "no-network" | "failed";

/** What customers are told while nobody is there, and surge mode; only the server knows, and only leads change it. */
export interface AutoReplyCommands {
  readonly autoReply: () => Promise<Told<Kept<AutoReplySettings>>>;
  readonly saveAutoReply: (settings: AutoReplySettings, version: number) => Promise<SettingsSaved>;
  readonly surge: () => Promise<Told<SurgeFacts>>;
  readonly saveSurgePolicy: (policy: SurgePolicy, version: number) => Promise<SettingsSaved>;
  /** [HO12] By hand. */
  readonly switchSurge: (number: NumberId, on: boolean) => Promise<SettingsSaved>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

const PATIENCE_MS = 15_000;
const versioned = z.looseObject({ version: z.number() });
const surgeAnswer = z.object({
  policy: versioned,
  items: z.array(
    z
      .object({
        numberId: z.string().transform(toNumberId),
        now: z.object({ arrivals: z.number(), queue: z.number(), wait: z.number().transform(toDuration).optional() }),
      })
      .transform(({ now, numberId }) => ({ numberId, ...now })),
  ),
});

export function createAutoReplyCommands({ clock, request }: Deps): AutoReplyCommands {
  const ask = <Fact>(path: string, read: (raw: unknown) => Fact | undefined): (() => Promise<Told<Fact>>) => {
    let seen: Seen<Fact> | undefined;
    return async () => {
      try {
        const response = await request(path, { signal: AbortSignal.timeout(PATIENCE_MS) });
        const fact = response.ok ? read(parseJson(await response.text())) : undefined;
        if (fact === undefined) return { kind: "failed", seen };
        seen = { fact, at: clock.now() };
        return { kind: "fresh", seen };
      } catch {
        return { kind: "no-network", seen };
      }
    };
  };
  const say = async (path: string, method: "PUT" | "POST", body: unknown): Promise<SettingsSaved> => {
    try {
      const headers = { "content-type": "application/json" };
      const response = await request(path, { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) });
      if (response.ok) return "saved";
      return response.status === 403 ? "not-allowed" : response.status === 409 ? "meanwhile" : response.status === 422 ? "refused" : "failed";
    } catch {
      return "no-network";
    }
  };

  return {
    autoReply: ask("/api/v1/auto-reply", (raw) => kept(raw, parseAutoReplySettings)),
    saveAutoReply: (settings, version) => say("/api/v1/auto-reply", "PUT", { ...settings, version }),
    surge: ask("/api/v1/surge", (raw): SurgeFacts | undefined => {
      const read = surgeAnswer.safeParse(raw);
      const policy = read.success ? kept(read.data.policy, parseSurgePolicy) : undefined;
      return policy === undefined || !read.success ? undefined : { ...policy, readings: read.data.items };
    }),
    saveSurgePolicy: ({ thresholds: { arrivals, queue, wait }, ...policy }, version) =>
      // What does not count is said as nothing, because what is left out has its default.
      say("/api/v1/surge", "PUT", { ...policy, thresholds: { arrivals: arrivals ?? null, queue: queue ?? null, wait: wait ?? null }, version }),
    switchSurge: (number, on) => say(`/api/v1/surge/${encodeURIComponent(number)}`, "POST", { on }),
  };
}

/** One that this version of the app cannot read is no answer. */
function kept<Settings>(raw: unknown, parse: (raw: unknown) => Result<Settings, readonly Problem[]>): Kept<Settings> | undefined {
  const read = versioned.safeParse(raw);
  if (!read.success) return undefined;
  const { version, ...rest } = read.data;
  const parsed = parse(rest);
  return parsed.ok ? { version, settings: parsed.value } : undefined;
}
