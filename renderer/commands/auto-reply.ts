import { z } from "zod";
import { parseAutoReplySettings, type AutoReplySettings } from "../../shared/handoffs/auto-reply-settings.ts";
import { parseSurgePolicy, type SurgePolicy } from "../../shared/handoffs/surge-policy.ts";
import { toNumberId, type NumberId } from "../../shared/ids.ts";
import { toDuration, type Clock, type Duration } from "../../shared/time.ts";
import { createKeptSettings, kept, versioned, type Kept, type SettingsSaved } from "./kept-settings.ts";
import type { Told } from "./ask-server.ts";

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
  const { ask, say } = createKeptSettings({ request, clock });
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
