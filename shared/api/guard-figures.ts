import { z } from "zod";

/** GET /api/v1/guard/rules?from=&to=: how every rule fared, and what each person made of what was said to them. */

const count = z.int().min(0);

/** What came within the policy's period of the messages that were sent with a reason. */
const followed = z.object({
  replied: count,
  optedOut: count,
  /** Undeliverable: the person may have blocked us; the platform does not say it. */
  maybeBlocked: count,
  failed: z.array(z.object({ code: z.number(), count })),
  /** Sent so lately that the period is not over. */
  underWay: count,
});
export type GuardFollowedFigures = z.infer<typeof followed>;

/** `mended`: put in other words while it was written. A server of the release before does not count it. */
const outcomes = { refused: count, overridden: count, heeded: count, mended: count.default(0) };

const ruleFigures = z.object({
  rule: z.string(),
  /** Held back, passed with a reason, or mended before it was sent. */
  fired: count,
  ...outcomes,
  /** Passed because "the warning is wrong". */
  wrong: count,
  reasons: z.array(z.object({ reason: z.string(), count })),
  agents: z.array(z.object({ agent: z.string(), ...outcomes })),
  followed,
});
export type RuleFigures = z.infer<typeof ruleFigures>;

const agentFigures = z.object({ agent: z.string(), name: z.string().optional(), ...outcomes, wrong: count, followed });
export type AgentFigures = z.infer<typeof agentFigures>;

export const guardFigures = z.object({
  from: z.string(),
  to: z.string(),
  withinMs: z.number(),
  items: z.array(ruleFigures),
  /** [S0-11] By person, the one who passed most first. */
  agents: z.array(agentFigures),
});
export type GuardFigures = z.infer<typeof guardFigures>;

/** What a person answers to a warning that is wrong; kept as the reason of the message. */
export const WRONG_WARNING = "wrong-warning";
