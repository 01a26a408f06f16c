import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { problemsOf, type Problem } from "../sla/problems.ts";
import { hours, minutes, days, toDuration, type Duration } from "../time.ts";

/** [BD3] When a pause is worth a look. Our own choice: nobody publishes such numbers. */
export interface PausePolicy {
  /** It comes in this last share of the target's open time. */
  readonly lastShare: number;
  /** So often by one person in the period: once or twice is chance. */
  readonly repeats: number;
  /** And in at least this share of what that person did of the kind. */
  readonly ofAll: number;
  /** Opened again so soon after it was resolved. */
  readonly reopenWithin: Duration;
}

export const DEFAULT_PAUSE_POLICY: PausePolicy = { lastShare: 0.2, repeats: 3, ofAll: 0.3, reopenWithin: hours(2) };

const share = z.number().gt(0).max(1);
const policy = z.strictObject({
  lastShare: share.default(DEFAULT_PAUSE_POLICY.lastShare),
  repeats: z.number().int().min(2).max(100).default(DEFAULT_PAUSE_POLICY.repeats),
  ofAll: share.default(DEFAULT_PAUSE_POLICY.ofAll),
  reopenWithin: z
    .number()
    .refine((ms) => Number.isSafeInteger(ms) && ms >= minutes(1) && ms <= days(3), { message: "Not between a minute and three days." })
    .transform(toDuration)
    .default(DEFAULT_PAUSE_POLICY.reopenWithin),
});

/** What is left out has its default. */
export function parsePausePolicy(raw: unknown): Result<PausePolicy, readonly Problem[]> {
  const parsed = policy.safeParse(raw);
  return parsed.success ? ok(parsed.data) : err(problemsOf(parsed.error));
}
