import type { Instant } from "../time.ts";

/** Who owns a thread that several apps share, as far as it was told. The platform never says it; it follows from what arrives. */
export interface ThreadOwner {
  readonly owner: "ours" | "other";
  readonly at: Instant;
  readonly because: ThreadSign["kind"];
}

/** `message`: it came to us as its owner. `standby`: a copy. `took`, `gave`: we did, and the platform agreed. */
export interface ThreadSign {
  readonly kind: "message" | "standby" | "passed" | "taken" | "took" | "gave";
  readonly at: Instant;
}

const OWNER = { message: "ours", standby: "other", passed: "ours", taken: "other", took: "ours", gave: "other" } as const satisfies Record<
  ThreadSign["kind"],
  ThreadOwner["owner"]
>;
/** Within one second: taken before passed, and what says so before what lets it be seen. */
const WEIGHT = { message: 0, standby: 1, gave: 2, took: 3, passed: 4, taken: 5 } as const satisfies Record<ThreadSign["kind"], number>;

const isOurs = (kind: ThreadSign["kind"]): boolean => kind === "took" || kind === "gave";
const secondOf = (at: Instant): number => Math.floor(at / 1_000);

/** The newer sign counts, whatever the order of arrival; in the same second the weightier, and not being the owner where it stays open. */
export function ownerAfter(known: ThreadOwner | undefined, sign: ThreadSign): ThreadOwner {
  const told: ThreadOwner = { owner: OWNER[sign.kind], at: sign.at, because: sign.kind };
  if (known === undefined) return told;
  // What we did ourselves is known to the millisecond.
  if (isOurs(known.because) && isOurs(sign.kind)) return sign.at >= known.at ? told : known;
  const [before, now] = [secondOf(known.at), secondOf(sign.at)];
  if (now !== before) return now > before ? told : known;
  return WEIGHT[sign.kind] > WEIGHT[known.because] ? told : known;
}
