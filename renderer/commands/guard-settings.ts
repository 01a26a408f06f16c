import { z } from "zod";
import { guardFigures, type GuardFigures } from "../../shared/api/guard-figures.ts";
import { previewLine, type PreviewResult } from "../../shared/api/guard-preview.ts";
import type { GuardPolicy } from "../../shared/guard/context.ts";
import { savedForm } from "../../shared/guard/policy-changes.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import type { Clock, Instant } from "../../shared/time.ts";
import { lookBack, type LookedBack, type Progress } from "./look-back.ts";
import { saveNumbered, type NotSaved } from "./save-numbered.ts";
import { parseJson, type Seen, type Told } from "./server-facts.ts";

/** The guard's policy as the server has it. */
export interface SavedGuardPolicy {
  /** Counts the saves; 0 before the first. */
  readonly version: number;
  readonly policy: GuardPolicy;
}

export type GuardSaved = { readonly kind: "saved"; readonly saved: SavedGuardPolicy } | NotSaved;

export type PreviewAnswer = LookedBack<PreviewResult>;

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
  readonly guardPreview: (question: PreviewQuestion, onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<PreviewAnswer>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

const PATIENCE_MS = 15_000;
const versioned = z.looseObject({ version: z.number() });

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
      const answer = await saveNumbered(request, { path: "/api/v1/guard/policy", body: { ...savedForm(policy), version }, read: readPolicy });
      if (answer.kind !== "saved") return answer;
      lastPolicy = { fact: answer.fact, at: clock.now() };
      return { kind: "saved", saved: answer.fact };
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
      const body = { policy: savedForm(policy), from: iso(from), to: iso(to) };
      return lookBack(request, { path: "/api/v1/guard/preview", body, line: previewLine, onProgress, signal });
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
