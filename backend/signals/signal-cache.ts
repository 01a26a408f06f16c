import type { NumberId } from "../../shared/ids.ts";
import { signalFacts } from "../../shared/signals/signal-facts.ts";
import type { Signals } from "../../shared/signals/signals.ts";
import { hours, minus, plus, type Clock, type Instant } from "../../shared/time.ts";
import type { ReadTx, Store } from "../store/store.ts";
import { createKeptAnswers } from "../threads/kept-answers.ts";
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

const DAY = hours(24);

export function createSignalCache({ ask, clock, store }: Deps): SignalCache {
  const kept = createKeptAnswers<Signals>(clock, signalFacts.answerKeptFor.value);
  return {
    of: (numberId, wanted) =>
      kept.of(`${numberId} ${wanted?.from ?? ""} ${wanted?.to ?? ""}`, (now) => {
        const period = { numberId, ...(wanted ?? { from: minus(now, signalFacts.period.value), to: now }) };
        return ask(store.read((tx) => ({ period, now, templates: tx.all("template"), usage24h: usageOf(tx, numberId, now) })));
      }),
  };
}

/** [S4-8] Our own count, and so a lower bound. */
function usageOf(tx: ReadTx, numberId: NumberId, now: Instant): Signals["usage24h"] {
  const { first, people } = tx.reachedOutsideWindow(numberId, minus(now, DAY));
  return { atLeast: people, nextFreeAt: first === undefined ? undefined : plus(first, DAY) };
}
