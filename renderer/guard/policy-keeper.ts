import { z } from "zod";
import type { GuardPolicy } from "../../shared/guard/context.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import { minutes } from "../../shared/time.ts";
import type { Connection } from "../state/inbox-state.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
}

export interface PolicyKeeper {
  /** What a lead saved, as last heard; undefined until then: the defaults guard, and the server looks again. */
  readonly current: () => GuardPolicy | undefined;
  readonly connection: (connection: Connection) => void;
  readonly stop: () => void;
}

const REFRESH = minutes(15);
const answer = z.looseObject({ version: z.number() });

/** The numbers and severities of the guard: asked for when the line stands, and now and then, so that a desk warns by the same ones as the server. */
export function createPolicyKeeper({ request, timers }: Deps): PolicyKeeper {
  let policy: GuardPolicy | undefined;
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const ask = async (): Promise<void> => {
    const response = await request("/api/v1/guard/policy", { signal: ended.signal });
    const read = response.ok ? answer.safeParse(await response.json()) : undefined;
    if (read?.success !== true) return;
    const { version: _, ...saved } = read.data;
    const parsed = parseGuardPolicy(saved);
    // One that this version of the app cannot read leaves the one before.
    if (parsed.ok) policy = parsed.value;
  };
  const look = (): void => {
    cancel();
    cancel = timers.after(REFRESH, look);
    ask().catch(() => undefined);
  };

  return {
    current: () => policy,
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
