import { useEffect, useState } from "react";
import type { Asked } from "../../commands/reports.ts";

interface Said<Fact> {
  readonly to: (signal: AbortSignal) => Promise<Asked<Fact>>;
  readonly turn: number;
  readonly answer: Asked<Fact>;
}

/** Asks the server once, and again when somebody wants it; who looks elsewhere stops the question. `ask` must stay the same function. */
export function useAsked<Fact>(ask: (signal: AbortSignal) => Promise<Asked<Fact>>): { readonly answer: Asked<Fact> | undefined; readonly again: () => void } {
  const [said, setSaid] = useState<Said<Fact>>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    void ask(abort.signal).then((answer) => {
      if (!abort.signal.aborted) setSaid({ to: ask, turn, answer });
    });
    return () => abort.abort();
  }, [ask, turn]);
  return { answer: said?.to === ask && said.turn === turn ? said.answer : undefined, again: () => setTurn((before) => before + 1) };
}
