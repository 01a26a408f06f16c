import { z } from "zod";
import { rolloutAnswer, type NumberRollout } from "../guard/rollout-answer.ts";
import type { NumberId } from "../../shared/ids.ts";
import { fits, rememberAnswers, type ServerDeps, type Told } from "./ask-server.ts";
import { parseJson } from "./parse-json.ts";

export type RolloutStep = { readonly kind: "start" } | { readonly kind: "promote" } | { readonly kind: "rollback"; readonly reason: string };

export type RolloutDone =
  /** `held`: messages that were stopped in the queue. */
  | { readonly kind: "done"; readonly held: number }
  /** The server's figures are newer than the ones on screen. */
  | { readonly kind: "gate-shut" }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "not-allowed" }
  /** It is not known whether it was done. */
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

/** [S0-22] How far business-started messages have come; only the server knows, and only leads change it. */
export interface RolloutCommands {
  readonly rollouts: () => Promise<Told<readonly NumberRollout[]>>;
  readonly stepRollout: (number: NumberId, step: RolloutStep) => Promise<RolloutDone>;
  /** [S0-21] Contact ids, or phones. */
  readonly setRolloutStaff: (number: NumberId, staff: readonly string[]) => Promise<RolloutDone>;
}

const PATIENCE_MS = 15_000;
const done = z.object({ held: z.number().default(0) });
const refused = z.object({ title: z.string(), type: z.string() });

export function createRolloutCommands(deps: ServerDeps): RolloutCommands {
  const rollouts = rememberAnswers(deps, (raw) => fits(rolloutAnswer)(raw)?.items);

  const change = async (number: NumberId, path: string, method: "POST" | "PUT", body: unknown): Promise<RolloutDone> => {
    try {
      const response = await deps.request(`/api/v1/rollout/${encodeURIComponent(number)}/${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const raw = parseJson(await response.text());
      if (response.ok) return { kind: "done", held: done.safeParse(raw).data?.held ?? 0 };
      if (response.status === 403) return { kind: "not-allowed" };
      const problem = refused.safeParse(raw);
      if (!problem.success || response.status >= 500) return { kind: "failed" };
      return problem.data.type.endsWith("/gate-shut") ? { kind: "gate-shut" } : { kind: "refused", title: problem.data.title };
    } catch {
      return { kind: "no-network" };
    }
  };

  return {
    rollouts: () => rollouts("/api/v1/rollout"),
    stepRollout: (number, step) => change(number, step.kind, "POST", step.kind === "rollback" ? { reason: step.reason } : undefined),
    setRolloutStaff: (number, staff) => change(number, "staff", "PUT", { staff }),
  };
}
