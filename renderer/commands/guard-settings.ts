import { z } from "zod";
import { guardFigures, type GuardFigures } from "../../shared/api/guard-figures.ts";
import { previewLine, type PreviewResult } from "../../shared/api/guard-preview.ts";
import type { GuardPolicy } from "../../shared/guard/context.ts";
import { savedForm } from "../../shared/guard/policy-changes.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import type { Instant } from "../../shared/time.ts";
import { askServer, fits, type Seen, type ServerDeps, type Told } from "./ask-server.ts";
import { lookBack, type LookedBack, type Progress } from "./look-back.ts";
import { saveNumbered, type NotSaved } from "./save-numbered.ts";

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

const versioned = z.looseObject({ version: z.number() });

const iso = (at: Instant): string => new Date(at).toISOString();

export function createGuardSettingsCommands(deps: ServerDeps): GuardSettingsCommands {
  const { clock, request } = deps;
  // What is saved stays readable without a network, for as long as this person is signed in.
  let lastPolicy: Seen<SavedGuardPolicy> | undefined;

  return {
    guardPolicy: async () => {
      const answer = await askServer(deps, "/api/v1/guard/policy", readPolicy, { before: lastPolicy });
      lastPolicy = answer.seen;
      return answer;
    },
    saveGuardPolicy: async ({ policy, version }) => {
      const answer = await saveNumbered(request, { path: "/api/v1/guard/policy", body: { ...savedForm(policy), version }, read: readPolicy });
      if (answer.kind !== "saved") return answer;
      lastPolicy = { fact: answer.fact, at: clock.now() };
      return { kind: "saved", saved: answer.fact };
    },
    guardFigures: (from, to) => askServer(deps, `/api/v1/guard/rules?${new URLSearchParams({ from: iso(from), to: iso(to) })}`, fits(guardFigures)),
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
