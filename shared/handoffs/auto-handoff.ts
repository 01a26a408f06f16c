import type { AutoHandoffPolicy } from "./auto-handoff-policy.ts";
import { isNegative, isPlatformAudit, sameWords, saysNotUnderstood } from "./bot-signals.ts";
import { isFlood, isLoop } from "./loop-guard.ts";
import { sincePerson, type Turn } from "./turn.ts";
import { wantsPerson } from "./wants-person.ts";

/** Why a conversation went to a person without the bot's saying so. Each has a sentence in the message catalogue. */
export type AutoReason =
  | "platform_audit"
  | "bot_loop"
  | "customer_asked"
  | "customer_upset"
  | "bot_not_understood"
  | "bot_repeats"
  | "bot_turns"
  | "bot_flood"
  /** It could not be reached, or took a message and said nothing. */
  | "bot_silent"
  | "bot_gone";

export interface AutoHandoff {
  readonly reason: AutoReason;
  /** The bot's message that was about to go stays here: it would only have gone on. */
  readonly stops: boolean;
  readonly urgent: boolean;
  /** How often the bot tried in vain, where the rule counts it. */
  readonly failedAttempts: number;
}

const goes = (reason: AutoReason, failedAttempts = 0): AutoHandoff => ({ reason, stops: false, urgent: false, failedAttempts });
const stops = (reason: AutoReason, failedAttempts = 0): AutoHandoff => ({ reason, stops: true, urgent: false, failedAttempts });

/**
 * [HO10] Whether the last of these messages is the one at which a person has to take over; undefined where the bot may go on. Oldest
 * first; what came before a person spoke last does not count.
 */
export function autoHandoff(all: readonly Turn[], policy: AutoHandoffPolicy): AutoHandoff | undefined {
  const turns = sincePerson(all);
  const last = turns.at(-1);
  if (last === undefined) return undefined;
  return last.from === "customer" ? afterCustomer(turns, last, policy) : beforeBot(turns, last, policy);
}

function afterCustomer(turns: readonly Turn[], last: Turn, policy: AutoHandoffPolicy): AutoHandoff | undefined {
  if (isPlatformAudit(last.text)) return { ...goes("platform_audit"), urgent: true };
  if (isLoop(turns, policy)) return goes("bot_loop");
  const failed = fallbacksIn(turns);
  if (policy.wantsPerson && wantsPerson(last.text)) return goes("customer_asked", failed);
  const upset = turns.filter(({ from, text }) => from === "customer" && isNegative(text)).length;
  return isNegative(last.text) && upset >= policy.negativeMessages ? goes("customer_upset", failed) : undefined;
}

function beforeBot(turns: readonly Turn[], last: Turn, policy: AutoHandoffPolicy): AutoHandoff | undefined {
  if (isFlood(turns, policy)) return stops("bot_flood");
  const said = turns.filter(({ from }) => from === "bot");
  const words = sameWords(last.text);
  const same = words === "" ? 0 : said.filter(({ text }) => sameWords(text) === words).length;
  const failed = fallbacksIn(turns);
  // Before the repeats: who says three times the same "I did not understand" has failed three times.
  if (saysNotUnderstood(last.text) && failed >= policy.fallbacks) return goes("bot_not_understood", failed);
  if (same >= policy.sameAnswers) return stops("bot_repeats", failed);
  return said.length > policy.botTurns ? stops("bot_turns", failed) : undefined;
}

const fallbacksIn = (turns: readonly Turn[]): number => turns.filter(({ from, text }) => from === "bot" && saysNotUnderstood(text)).length;
