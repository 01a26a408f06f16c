import type { AgentId } from "../ids.ts";
import { minus, type Duration, type Instant } from "../time.ts";
import { SURGE_MEASURES, type SurgeMeasure, type SurgePolicy } from "./surge-policy.ts";

/** How things stand on one number now; `wait` is undefined where too little is known to say. */
export interface SurgeReading {
  readonly arrivals: number;
  readonly queue: number;
  readonly wait?: Duration | undefined;
}

/** What put it on: the first measure that was above its threshold, with its figure then; or a person. */
export type SurgeCause = { readonly kind: SurgeMeasure; readonly value: number } | { readonly kind: "hand"; readonly by: AgentId };

/** [HO12] As the number's row says it to every desk. */
export interface Surge {
  readonly since: Instant;
  readonly because: SurgeCause;
}

/** `calmSince`, `risingSince`: since when it has been on the other side of the thresholds without a break. */
export type SurgeState =
  | { readonly phase: "off"; readonly risingSince?: Instant | undefined }
  | ({ readonly phase: "on"; readonly calmSince?: Instant | undefined } & Surge)
  /** A person switched it off: it does not come back by itself before things have been calm once. */
  | { readonly phase: "hushed"; readonly by: AgentId; readonly at: Instant; readonly calmSince?: Instant | undefined };

export const NO_SURGE: SurgeState = { phase: "off" };

/**
 * [HO12] [S0-20] Surge mode after one more look. On where a measure has stayed at its upper threshold or above for long enough; off where
 * all have stayed below their lower ones for long enough, and not before it has been on for its least time. A figure that wavers
 * between the two changes nothing. What a person switched on, a person switches off.
 */
export function nextSurge(state: SurgeState, reading: SurgeReading, policy: SurgePolicy, now: Instant): SurgeState {
  const above = aboveOf(reading, policy);
  const calm = isCalm(reading, policy);
  switch (state.phase) {
    case "off": {
      if (!policy.automatic || above === undefined) return state.risingSince === undefined ? state : NO_SURGE;
      const risingSince = state.risingSince ?? now;
      if (risingSince > minus(now, policy.rise)) return state.risingSince === undefined ? { phase: "off", risingSince } : state;
      return { phase: "on", since: now, because: above };
    }
    case "on": {
      if (state.because.kind === "hand") return state;
      if (!calm) return state.calmSince === undefined ? state : { phase: "on", since: state.since, because: state.because };
      const calmSince = state.calmSince ?? now;
      if (calmSince <= minus(now, policy.calm) && state.since <= minus(now, policy.least)) return NO_SURGE;
      return state.calmSince === undefined ? { ...state, calmSince } : state;
    }
    case "hushed": {
      if (!calm) return state.calmSince === undefined ? state : { phase: "hushed", by: state.by, at: state.at };
      const calmSince = state.calmSince ?? now;
      if (calmSince <= minus(now, policy.calm)) return NO_SURGE;
      return state.calmSince === undefined ? { ...state, calmSince } : state;
    }
  }
}

/** [HO12] A lead's word; the same word twice changes nothing. */
export function switchSurge(state: SurgeState, on: boolean, by: AgentId, now: Instant): SurgeState {
  if (on) return state.phase === "on" ? state : { phase: "on", since: now, because: { kind: "hand", by } };
  if (state.phase !== "on") return state;
  return { phase: "hushed", by, at: now };
}

/** What desks are told; undefined where there is none. */
export const surgeOf = (state: SurgeState): Surge | undefined => (state.phase === "on" ? { since: state.since, because: state.because } : undefined);

function aboveOf(reading: SurgeReading, { thresholds }: SurgePolicy): SurgeCause | undefined {
  for (const kind of SURGE_MEASURES) {
    const value = reading[kind];
    const threshold = thresholds[kind];
    if (value !== undefined && threshold !== undefined && value >= threshold.on) return { kind, value };
  }
  return undefined;
}

/** Where nothing can be said about the wait, it does not keep surge mode on. */
const isCalm = (reading: SurgeReading, { thresholds }: SurgePolicy): boolean =>
  SURGE_MEASURES.every((kind) => {
    const value = reading[kind];
    const threshold = thresholds[kind];
    return value === undefined || threshold === undefined || value < threshold.off;
  });
