/** What came of a case, as a team counts it. */
export interface Outcome {
  /** Stands in the record; never changes its meaning. */
  readonly key: string;
  /** By language; the ones that we bring have their names in the catalogue. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Whether the customer got what they came for. `neither`: there was nothing to get. */
  readonly need: "met" | "unmet" | "neither";
  /** [S4-13] Which other channel the customer was sent to has to be said too. */
  readonly channels?: readonly string[] | undefined;
  /** Offered no more; what is recorded under it keeps its name. */
  readonly retired?: boolean | undefined;
}

/** [S4-17] What a team starts with. */
export const DEFAULT_OUTCOMES: readonly Outcome[] = [
  { key: "solved", need: "met" },
  { key: "redirected", need: "neither", channels: ["phone", "e-mail", "shop", "website", "other"] },
  { key: "not-solvable", need: "unmet" },
  { key: "no-answer-needed", need: "neither" },
  { key: "duplicate", need: "neither" },
  { key: "spam", need: "neither" },
];

/** Under which names earlier desks recorded the same. */
const EARLIER: Readonly<Record<string, string>> = { resolved: "solved", done: "solved", "answered-elsewhere": "redirected", other: "no-answer-needed" };

/** An outcome as it is written in a resolve: `redirected:phone`. */
export interface WrittenOutcome {
  readonly key: string;
  readonly channel?: string | undefined;
}

export function readOutcome(written: string): WrittenOutcome {
  const [first = "", ...rest] = written.split(":");
  const key = EARLIER[first] ?? first;
  return rest.length === 0 ? { key } : { key, channel: rest.join(":") };
}

export const writeOutcome = ({ channel, key }: WrittenOutcome): string => (channel === undefined ? key : `${key}:${channel}`);

/** [S4-17] Whether it is one of the team's, retired ones too: a desk that was offline may not know yet. */
export function isKnownOutcome(outcomes: readonly Outcome[], written: string): boolean {
  const { channel, key } = readOutcome(written);
  const outcome = [...outcomes, ...DEFAULT_OUTCOMES].find((one) => one.key === key);
  return outcome !== undefined && (channel === undefined || outcome.channels?.includes(channel) === true);
}

/** [S15] Whoever says why no reply is needed has said what came of it. */
export function outcomeOfReason(reason: string): string {
  switch (reason) {
    case "goodbye":
      return "solved";
    case "elsewhere":
      return "redirected";
    case "spam":
    case "duplicate":
      return reason;
    default:
      return "no-answer-needed";
  }
}
