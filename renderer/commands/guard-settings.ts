import { z } from "zod";
import { guardFigures, type GuardFigures } from "../../shared/api/guard-figures.ts";
import { previewLine, type PreviewResult } from "../../shared/api/guard-preview.ts";
import type { GuardPolicy } from "../../shared/guard/context.ts";
import { savedForm } from "../../shared/guard/policy-changes.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import type { Clock, Instant } from "../../shared/time.ts";
import { linesOf } from "./answer-lines.ts";
import { parseJson, type Seen, type Told } from "./server-facts.ts";

/** The guard's policy as the server has it. */
export interface SavedGuardPolicy {
  /** Counts the saves; 0 before the first. */
  readonly version: number;
  readonly policy: GuardPolicy;
}

export type GuardSaved =
  | { readonly kind: "saved"; readonly saved: SavedGuardPolicy }
  /** Nothing was saved; each fault with its path. */
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  /** Somebody else has saved since it was read. */
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "not-allowed" }
  /** It is not known whether it was saved. */
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

export type PreviewAnswer =
  | { readonly kind: "result"; readonly result: PreviewResult }
  /** The server looks back for one at a time. */
  | { readonly kind: "busy" }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "stopped" | "no-network" | "failed" };

interface PreviewQuestion {
  readonly policy: GuardPolicy;
  readonly from: Instant;
  readonly to: Instant;
}

/** [S0-11] The policy of the guard, how its rules fare, and what a draft would have said of the past. */
export interface GuardSettingsCommands {
  readonly guardPolicy: () => Promise<Told<SavedGuardPolicy>>;
  readonly saveGuardPolicy: (saved: SavedGuardPolicy) => Promise<GuardSaved>;
  readonly guardFigures: (from: Instant, to: Instant) => Promise<Told<GuardFigures>>;
  readonly guardPreview: (
    question: PreviewQuestion,
    onProgress: (progress: { readonly done: number; readonly of: number }) => void,
    signal: AbortSignal,
  ) => Promise<PreviewAnswer>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

const PATIENCE_MS = 15_000;
const problems = z.object({ errors: z.array(z.object({ path: z.string(), message: z.string(), code: z.enum(["shape", "value"]) })) });
const titled = z.object({ title: z.string() });
const versioned = z.looseObject({ version: z.number() });

const json = (method: string, body: unknown): RequestInit => ({ method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const iso = (at: Instant): string => new Date(at).toISOString();

export function createGuardSettingsCommands({ clock, request }: Deps): GuardSettingsCommands {
  // What is saved stays readable without a network, for as long as this person is signed in.
  let lastPolicy: Seen<SavedGuardPolicy> | undefined;

  return {
    guardPolicy: async () => {
      try {
        const response = await request("/api/v1/guard/policy", { signal: AbortSignal.timeout(PATIENCE_MS) });
        const fact = response.ok ? readPolicy(parseJson(await response.text())) : undefined;
        if (fact === undefined) return { kind: "failed", seen: lastPolicy };
        lastPolicy = { fact, at: clock.now() };
        return { kind: "fresh", seen: lastPolicy };
      } catch {
        return { kind: "no-network", seen: lastPolicy };
      }
    },
    saveGuardPolicy: async ({ policy, version }) => {
      try {
        const init = json("PUT", { ...savedForm(policy), version });
        const response = await request("/api/v1/guard/policy", { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
        const answer = parseJson(await response.text());
        switch (response.status) {
          case 200: {
            const saved = readPolicy(answer);
            if (saved === undefined) return { kind: "failed" };
            lastPolicy = { fact: saved, at: clock.now() };
            return { kind: "saved", saved };
          }
          case 409:
            return { kind: "changed-meanwhile" };
          case 403:
            return { kind: "not-allowed" };
          case 422:
            return { kind: "refused", problems: problems.safeParse(answer).data?.errors ?? [] };
          default:
            return { kind: "failed" };
        }
      } catch {
        return { kind: "no-network" };
      }
    },
    guardFigures: async (from, to) => {
      try {
        const response = await request(`/api/v1/guard/rules?${new URLSearchParams({ from: iso(from), to: iso(to) })}`, {
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const read = response.ok ? guardFigures.safeParse(parseJson(await response.text())) : undefined;
        return read?.success === true ? { kind: "fresh", seen: { fact: read.data, at: clock.now() } } : { kind: "failed", seen: undefined };
      } catch {
        return { kind: "no-network", seen: undefined };
      }
    },
    guardPreview: async ({ from, policy, to }, onProgress, signal) => {
      try {
        const response = await request("/api/v1/guard/preview", { ...json("POST", { policy: savedForm(policy), from: iso(from), to: iso(to) }), signal });
        if (response.status === 429) return { kind: "busy" };
        if (!response.ok || response.body === null) {
          const title = titled.safeParse(parseJson(await response.text())).data?.title;
          return title === undefined ? { kind: "failed" } : { kind: "refused", title };
        }
        for await (const line of linesOf(response.body)) {
          const read = previewLine.safeParse(parseJson(line));
          if (!read.success) return { kind: "failed" };
          if ("result" in read.data) return { kind: "result", result: read.data.result };
          if ("problem" in read.data) return { kind: "refused", title: read.data.problem.title };
          onProgress(read.data.progress);
        }
        return { kind: "failed" };
      } catch {
        return { kind: signal.aborted ? "stopped" : "no-network" };
      }
    },
  };
}

function readPolicy(raw: unknown): SavedGuardPolicy | undefined {
  const numbered = versioned.safeParse(raw);
  if (!numbered.success) return undefined;
  const { version, ...policy } = numbered.data;
  const parsed = parseGuardPolicy(policy);
  return parsed.ok ? { version, policy: parsed.value } : undefined;
}
