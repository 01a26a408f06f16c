import { minutes, seconds, type Duration } from "../time.ts";

/** [HO10] [S0-15] The numbers behind the rules that hand over by themselves. */
export interface AutoHandoffPolicy {
  readonly wantsPerson: boolean;
  /** The bot has said so often that it did not understand. */
  readonly fallbacks: number;
  /** So many of the customer's messages are angry. */
  readonly negativeMessages: number;
  /** The bot would say the same for the so-many-th time. */
  readonly sameAnswers: number;
  /** The bot has answered so often without a person. */
  readonly botTurns: number;
  /** So many of the bot's answers in a row were answered faster than people write. */
  readonly loopTurns: number;
  readonly loopAnswersWithin: Duration;
  /** A bot writes to one customer at most so many messages in the period. */
  readonly rateMessages: number;
  readonly ratePeriod: Duration;
}

export const DEFAULT_AUTO_HANDOFF: AutoHandoffPolicy = {
  wantsPerson: true,
  fallbacks: 3,
  negativeMessages: 1,
  sameAnswers: 3,
  botTurns: 20,
  loopTurns: 5,
  loopAnswersWithin: seconds(2),
  rateMessages: 12,
  ratePeriod: minutes(1),
};
