import type { NumberQuality } from "../inbox/people.ts";
import { plus, type Instant } from "../time.ts";
import { shutGates, type FailedGate, type Rollout, type RolloutFacts, type RolloutGates } from "./rollout.ts";

/** Where the figure of a gate comes from: the server's own rows, or what the platform told. */
export type GateSource = "clock" | "platform" | "notifications" | "consents" | "answers";

/** One gate with its figure and its bound, so that a person can check both. Shares from 0 to 1. */
export type GateReading = { readonly isOpen: boolean; readonly source: GateSource } & (
  | { readonly gate: "dwell"; readonly until: Instant }
  | { readonly gate: "quality"; readonly quality: NumberQuality }
  | { readonly gate: "sent"; readonly sent: number; readonly needed: number }
  | { readonly gate: "failed" | "opted-out"; readonly count: number; readonly share: number; readonly bound: number }
  /** `share` is absent where nobody has written back. */
  | { readonly gate: "answered-in-time"; readonly share?: number | undefined; readonly bound: number }
);

/** [S0-22] Every gate of the next stage, open or shut, in the order in which they are told. */
export function readGates(rollout: Rollout, facts: RolloutFacts, gates: RolloutGates, now: Instant): readonly GateReading[] {
  const shut = new Set<FailedGate["gate"]>(shutGates(rollout, facts, gates, now).map(({ gate }) => gate));
  const share = (count: number): number => (facts.sent === 0 ? 0 : count / facts.sent);
  return [
    { gate: "dwell", isOpen: !shut.has("dwell"), source: "clock", until: plus(rollout.since, gates.dwell) },
    { gate: "quality", isOpen: !shut.has("quality"), source: "platform", quality: facts.quality },
    { gate: "sent", isOpen: !shut.has("sent"), source: "notifications", sent: facts.sent, needed: neededAt(rollout, gates) },
    { gate: "failed", isOpen: !shut.has("failed"), source: "notifications", count: facts.failed, share: share(facts.failed), bound: gates.mostFailed },
    { gate: "opted-out", isOpen: !shut.has("opted-out"), source: "consents", count: facts.optedOut, share: share(facts.optedOut), bound: gates.mostOptedOut },
    {
      gate: "answered-in-time",
      isOpen: !shut.has("answered-in-time"),
      source: "answers",
      bound: gates.leastAnsweredInTime,
      ...(facts.answeredInTime === undefined ? {} : { share: facts.answeredInTime }),
    },
  ];
}

/** Own people are few: at the first stage nobody counts heads. */
const neededAt = ({ stage }: Rollout, { fewestSent }: RolloutGates): number => (stage === 0 ? Math.min(1, fewestSent) : fewestSent);
