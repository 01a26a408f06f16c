import type { GuardPolicy } from "../../shared/guard/context.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import { createSettingsKeeper, type SettingsKeeper } from "../state/settings-keeper.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
}

export interface PolicyKeeper extends SettingsKeeper {
  /** What a lead saved, as last heard; undefined until then: the defaults guard, and the server looks again. */
  readonly current: () => GuardPolicy | undefined;
}

/** The numbers and severities of the guard: asked for when the line stands, and now and then, so that a desk warns by the same ones as the server. */
export function createPolicyKeeper({ request, timers }: Deps): PolicyKeeper {
  let policy: GuardPolicy | undefined;
  const keeper = createSettingsKeeper({
    request,
    timers,
    path: "/api/v1/guard/policy",
    parse: parseGuardPolicy,
    hear: (heard) => {
      policy = heard;
    },
  });

  return { ...keeper, current: () => policy };
}
