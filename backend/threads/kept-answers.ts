import type { Clock, Duration, Instant } from "../../shared/time.ts";

export interface KeptAnswers<Answer> {
  /** Whoever asks the same meanwhile, or soon after, is given the same answer. */
  readonly of: (key: string, ask: (now: Instant) => Promise<Answer | undefined>) => Promise<Answer | undefined>;
}

const MOST_KEPT = 50;

export function createKeptAnswers<Answer>(clock: Clock, keptFor: Duration): KeptAnswers<Answer> {
  const kept = new Map<string, { readonly at: Instant; readonly answer: Promise<Answer | undefined> }>();
  return {
    of: (key, ask) => {
      const now = clock.now();
      const known = kept.get(key);
      if (known !== undefined && now >= known.at && now - known.at < keptFor) return known.answer;
      if (kept.size >= MOST_KEPT) kept.clear();
      const answer = ask(now);
      kept.set(key, { at: now, answer });
      // Whoever asks next tries again.
      const forget = (): void => {
        if (kept.get(key)?.answer === answer) kept.delete(key);
      };
      answer.then((said) => (said === undefined ? forget() : undefined), forget);
      return answer;
    },
  };
}
