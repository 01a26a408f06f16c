import type { Instant } from "../time.ts";
import { mapList, push, toArray, type List } from "./list.ts";
import type { Run } from "./run.ts";

/** [S3] A case in the making: from the first inbound, or a late reopen, to resolve. */
export interface CaseState {
  readonly no: number;
  readonly startedAt: Instant;
  readonly resolvedAt?: Instant | undefined;
  readonly firstInbound?: Asked | undefined;
  /** [S4] From here on it is next reply. */
  readonly firstReplied: boolean;
  /** [S2] A bot's answer has ended a run of this case. */
  readonly botAnswered: boolean;
  /** The waiting run of first or next reply, while it is open. */
  readonly reply?: Run | undefined;
  /** [S14] The owner's clock beside it. */
  readonly hop?: Run | undefined;
  readonly handoff?: Run | undefined;
  /** Kept when it has ended, because a reopen in time goes on with it. */
  readonly resolution: Run;
  readonly ended: List<Run>;
}

/** A customer message that waits. */
export interface Asked {
  readonly at: Instant;
  readonly eventId?: string | undefined;
}

export type OpenSlot = "reply" | "hop" | "handoff";
export const OPEN_SLOTS: readonly OpenSlot[] = ["handoff", "reply", "hop"];

/** Ends one of the open runs with `end` and puts it away; nothing where none is open. */
export function endSlot(kase: CaseState, slot: OpenSlot, end: (run: Run) => Run): CaseState {
  const run = kase[slot];
  return run === undefined ? kase : { ...kase, [slot]: undefined, ended: push(kase.ended, end(run)) };
}

/** Every run of the case, ended ones too, after `change`. */
export function mapRuns(kase: CaseState, change: (run: Run) => Run): CaseState {
  const slots = Object.fromEntries(OPEN_SLOTS.map((slot) => [slot, kase[slot] === undefined ? undefined : change(kase[slot])])) as Pick<CaseState, OpenSlot>;
  return { ...kase, ...slots, resolution: change(kase.resolution), ended: mapList(kase.ended, change) };
}

const KIND_ORDER = { handoff: 0, "first-reply": 1, "next-reply": 2, resolution: 3 } as const satisfies Record<Run["kind"], number>;

/** Every run of the case by its start; at the same instant the handoff first and the resolution last. */
export const runsOf = ({ ended, reply, hop, handoff, resolution }: CaseState): readonly Run[] =>
  [...toArray(ended), reply, hop, handoff, resolution]
    .filter((run) => run !== undefined)
    .toSorted((a, b) => a.startedAt - b.startedAt || KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || Number(a.owner !== undefined) - Number(b.owner !== undefined));
