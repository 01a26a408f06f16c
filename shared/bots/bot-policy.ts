import { hours, minutes, seconds, type Duration } from "../time.ts";
import { DEFAULT_AUTO_HANDOFF, type AutoHandoffPolicy } from "../handoffs/auto-handoff-policy.ts";

/** [HO13] How often, and how long, a bot is told of what is written to it. */
export interface DeliveryPolicy {
  /** The wait before the second attempt; each later one is twice as long. */
  readonly firstWait: Duration;
  readonly longestWait: Duration;
  /** Share of each wait that is left to chance, so that a bot that comes back is not met by everybody at once. */
  readonly jitter: number;
  /** How long one post may take. */
  readonly patience: Duration;
  /** After so many failed attempts for one message a person takes over. */
  readonly failures: number;
  /** What the bot has not answered by then, reached or not, goes to a person. */
  readonly answerWithin: Duration;
  /** What nobody has to answer, such as the news that a person took over, is tried for so long. */
  readonly giveUpAfter: Duration;
}

/** The platform's own routing, where another app shares the number. */
export interface RoutingPolicy {
  /** Takes the thread when a person takes a conversation that another app has. Only the escalation partner may. */
  readonly takeOnClaim: boolean;
  /** `pass`: to the platform's agent by name. `release`: to whoever answers first by the business's settings. */
  readonly onReturn: "pass" | "release";
}

export interface BotPolicy {
  readonly delivery: DeliveryPolicy;
  readonly rules: AutoHandoffPolicy;
  readonly routing: RoutingPolicy;
}

export const DEFAULT_BOT_POLICY: BotPolicy = {
  delivery: {
    firstWait: seconds(2),
    longestWait: minutes(5),
    jitter: 0.3,
    patience: seconds(10),
    failures: 6,
    answerWithin: minutes(5),
    giveUpAfter: hours(1),
  },
  rules: DEFAULT_AUTO_HANDOFF,
  routing: { takeOnClaim: true, onReturn: "release" },
};
