import type { NumberId } from "../../shared/ids.ts";
import { signalFacts } from "../../shared/signals/signal-facts.ts";
import type { Signals } from "../../shared/signals/signals.ts";
import { hours, minus, plus, type Clock, type Instant } from "../../shared/time.ts";
import type { ReadTx, Store } from "../store/store.ts";
import type { SignalQuestions } from "./signal-questions.ts";

/** Has the signals of a number computed, and remembers the answer for a minute: figures of days do not change by the second. */
export interface SignalCache {
  /** Without a period the last seven days. Undefined where there is no answer now. */
  readonly of: (number: NumberId, period?: { readonly from: Instant; readonly to: Instant }) => Promise<Signals | undefined>;
}

interface Deps {
  readonly clock: Clock;
  readonly store: Store;
  readonly ask: SignalQuestions["ask"];
}

const MOST_KEPT = 50;
const DAY = hours(24);

export function createSignalCache({ ask, clock, store }: Deps): SignalCache {
  const kept = new Map<string, { readonly at: Instant; readonly answer: Promise<Signals | undefined> }>();
  return {
    of: (numberId, wanted) => {
      const now = clock.now();
      const key = `${numberId} ${wanted?.from ?? ""} ${wanted?.to ?? ""}`;
      const known = kept.get(key);
      if (known !== undefined && now >= known.at && now - known.at < signalFacts.answerKeptFor.value) return known.answer;
      if (kept.size >= MOST_KEPT) kept.clear();
      const period = { numberId, ...(wanted ?? { from: minus(now, signalFacts.period.value), to: now }) };
      const answer = ask(store.read((tx) => ({ period, now, templates: tx.all("template"), usage24h: usageOf(tx, numberId, now) })));
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

/** [S4-8] Our own count, and so a lower bound. */
function usageOf(tx: ReadTx, numberId: NumberId, now: Instant): Signals["usage24h"] {
  const { first, people } = tx.reachedOutsideWindow(numberId, minus(now, DAY));
  return { atLeast: people, nextFreeAt: first === undefined ? undefined : plus(first, DAY) };
}
