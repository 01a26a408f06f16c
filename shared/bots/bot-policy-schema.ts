import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { problemsOf, type Problem } from "../sla/problems.ts";
import { toDuration } from "../time.ts";
import { DEFAULT_BOT_POLICY, type BotPolicy } from "./bot-policy.ts";

const duration = (least: number, most: number) => z.int().min(least).max(most).transform(toDuration);
const count = (least: number, most: number) => z.int().min(least).max(most);
const { delivery, routing, rules } = DEFAULT_BOT_POLICY;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What is left out keeps its default. Times in milliseconds. */
export const botPolicySchema = z.strictObject({
  delivery: z
    .strictObject({
      firstWait: duration(100, 5 * MINUTE).default(delivery.firstWait),
      longestWait: duration(1_000, 60 * MINUTE).default(delivery.longestWait),
      jitter: z.number().min(0).max(0.5).default(delivery.jitter),
      patience: duration(200, 30_000).default(delivery.patience),
      failures: count(1, 50).default(delivery.failures),
      answerWithin: duration(1_000, DAY).default(delivery.answerWithin),
      giveUpAfter: duration(MINUTE, 7 * DAY).default(delivery.giveUpAfter),
    })
    .default(delivery),
  rules: z
    .strictObject({
      wantsPerson: z.boolean().default(rules.wantsPerson),
      fallbacks: count(1, 20).default(rules.fallbacks),
      negativeMessages: count(1, 20).default(rules.negativeMessages),
      sameAnswers: count(2, 20).default(rules.sameAnswers),
      botTurns: count(2, 500).default(rules.botTurns),
      loopTurns: count(2, 100).default(rules.loopTurns),
      loopAnswersWithin: duration(100, 10 * MINUTE).default(rules.loopAnswersWithin),
      ratePeriod: duration(1_000, DAY).default(rules.ratePeriod),
      rateMessages: count(2, 1_000).default(rules.rateMessages),
    })
    .default(rules),
  routing: z
    .strictObject({ takeOnClaim: z.boolean().default(routing.takeOnClaim), onReturn: z.enum(["pass", "release"]).default(routing.onReturn) })
    .default(routing),
});

/** Refused with every fault and its path. */
export function parseBotPolicy(raw: unknown): Result<BotPolicy, readonly Problem[]> {
  const parsed = botPolicySchema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : err(problemsOf(parsed.error));
}
