import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { problemsOf, type Problem } from "../sla/problems.ts";
import { days, hours, toDuration, type Duration } from "../time.ts";
import { DEFAULT_OUTCOMES, type Outcome } from "./outcome.ts";

export interface OutcomeSettings {
  readonly outcomes: readonly Outcome[];
  /** [S4-17] Who has to come back so soon did not get what they came for. */
  readonly reopenedWithin: Duration;
}

export const DEFAULT_OUTCOME_SETTINGS: OutcomeSettings = { outcomes: DEFAULT_OUTCOMES, reopenedWithin: hours(72) };

/** With a channel behind it, it fits into what a resolve takes. */
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/, "Small letters, digits and hyphens, at most 30.");
const channel = z.string().regex(/^[a-z0-9][a-z0-9-]{0,28}$/, "Small letters, digits and hyphens, at most 29.");
const outcome = z.strictObject({
  key,
  names: z.record(z.string().min(2).max(20), z.string().trim().min(1).max(60)).optional(),
  need: z.enum(["met", "unmet", "neither"]),
  channels: z.array(channel).min(1).max(20).optional(),
  retired: z.boolean().optional(),
});
const isDefault = ({ key: one }: Pick<Outcome, "key">): boolean => DEFAULT_OUTCOMES.some((known) => known.key === one);

/** Each once, each with a name, and `solved` among them. */
export const outcomesSchema = z
  .array(outcome)
  .min(1)
  .max(50)
  .superRefine((all, context) => {
    all.forEach(({ key: one, names }, i) => {
      if (all.findIndex((other) => other.key === one) < i) context.addIssue({ code: "custom", path: [i, "key"], message: "It is there twice." });
      if (names === undefined && !isDefault({ key: one })) context.addIssue({ code: "custom", path: [i, "names"], message: "It needs a name." });
    });
    // Whoever resolves with one key says `solved`.
    if (!all.some(({ key: one, retired }) => one === "solved" && retired !== true))
      context.addIssue({ code: "custom", message: "`solved` has to stay: it is what one key says." });
  });

const settings = z.strictObject({
  outcomes: outcomesSchema.default([...DEFAULT_OUTCOMES] as never),
  reopenedWithin: z
    .number()
    .refine((ms) => Number.isSafeInteger(ms) && ms >= hours(1) && ms <= days(90), { message: "Not between an hour and 90 days." })
    .transform(toDuration)
    .default(DEFAULT_OUTCOME_SETTINGS.reopenedWithin),
});

/** What is left out has its default. */
export function parseOutcomeSettings(raw: unknown): Result<OutcomeSettings, readonly Problem[]> {
  const parsed = settings.safeParse(raw);
  return parsed.success ? ok(parsed.data) : err(problemsOf(parsed.error));
}
