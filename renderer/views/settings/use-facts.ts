import { useCallback, useEffect, useRef, useState } from "react";
import type { Seen, Told } from "../../commands/ask-server.ts";
import { useInbox } from "../../state/inbox-store.ts";

/** How it stands with what only the server knows. */
export type FactsState = "loading" | "fresh" | "needs-network" | "failed";

export interface Facts<Fact> {
  readonly state: FactsState;
  readonly seen: Seen<Fact> | undefined;
  readonly asking: boolean;
  readonly refresh: () => Promise<void>;
}

/** Asks when shown, when the connection comes back, and when somebody wants it. `ask` must stay the same function. */
export function useFacts<Fact>(ask: () => Promise<Told<Fact>>): Facts<Fact> {
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const [told, setTold] = useState<Told<Fact>>();
  const [asking, setAsking] = useState(true);
  // The answer to an earlier question may come last.
  const newest = useRef(0);

  const load = useCallback(async () => {
    const turn = ++newest.current;
    const answer = await ask();
    if (turn !== newest.current) return;
    setTold(answer);
    setAsking(false);
  }, [ask]);

  useEffect(() => void load(), [load, offline]);

  const refresh = (): Promise<void> => {
    setAsking(true);
    return load();
  };

  return { state: stateOf(told, offline), seen: told?.seen, asking, refresh };
}

function stateOf(told: Told<unknown> | undefined, offline: boolean): FactsState {
  if (offline || told?.kind === "no-network") return "needs-network";
  return told?.kind ?? "loading";
}
