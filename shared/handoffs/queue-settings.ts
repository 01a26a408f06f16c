import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { problemsOf, type Problem } from "../sla/problems.ts";
import { minutes, type Duration } from "../time.ts";

/** How handed-over conversations are given out: policy data, changed by leads. */
export interface QueueSettings {
  /** [HO4] A claim holds for so long without an answer; 0: until it is answered. */
  readonly claimMinutes: number;
  /** [HO4] While its owner types it holds longer, by at most so much. */
  readonly typingMinutes: number;
  /** [HO5] For people without a number of their own; 0: no limit. */
  readonly capacity: number;
  /** [HO5] Topic, or label, in any case of letters: the skill that it asks for. */
  readonly topicSkills: Readonly<Record<string, string>>;
  /** [S0-18] Where a conversation goes that nobody is left for. */
  readonly overflowTeam?: string | undefined;
  /** [S0-18] Who is told that nobody is left. */
  readonly notify: "leads" | "leads-and-team" | "nobody";
}

export const DEFAULT_QUEUE_SETTINGS: QueueSettings = { claimMinutes: 5, typingMinutes: 5, capacity: 0, topicSkills: {}, notify: "leads" };

const name = z.string().trim().min(1, { error: "Is empty." }).max(200, { error: "Longer than 200 characters." });
const whole = (most: number) =>
  z
    .int({ error: "Not a whole number." })
    .min(0, { error: "Is below zero." })
    .max(most, { error: `Is above ${most}.` });

/** What is left out keeps its default. */
export const queueSettingsSchema = z.strictObject({
  claimMinutes: whole(1_440).default(DEFAULT_QUEUE_SETTINGS.claimMinutes),
  typingMinutes: whole(60).default(DEFAULT_QUEUE_SETTINGS.typingMinutes),
  capacity: whole(1_000).default(DEFAULT_QUEUE_SETTINGS.capacity),
  topicSkills: z.record(name, name).default({}),
  overflowTeam: name.optional(),
  notify: z.enum(["leads", "leads-and-team", "nobody"], { error: "One of leads, leads-and-team or nobody." }).default(DEFAULT_QUEUE_SETTINGS.notify),
});

/** Refused with every fault and its path. */
export function parseQueueSettings(raw: unknown): Result<QueueSettings, readonly Problem[]> {
  const parsed = queueSettingsSchema.safeParse(raw);
  if (!parsed.success) return err(problemsOf(parsed.error));
  const { overflowTeam, ...rest } = parsed.data;
  return ok(overflowTeam === undefined ? rest : { ...rest, overflowTeam });
}

/** [HO4] Undefined: a claim holds until it is answered. */
export const claimTimeOf = ({ claimMinutes }: QueueSettings): Duration | undefined => (claimMinutes === 0 ? undefined : minutes(claimMinutes));
export const typingTimeOf = ({ typingMinutes }: QueueSettings): Duration => minutes(typingMinutes);
