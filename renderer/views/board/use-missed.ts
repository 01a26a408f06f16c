import { useCallback, useEffect, useRef, useState } from "react";
import type { BoardPast, MissedPromise } from "../../commands/board.ts";
import { useCommands } from "../../commands/commands-context.tsx";

export interface Missed {
  readonly state: "idle" | "loading" | "here" | "failed";
  readonly items: readonly MissedPromise[];
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

/** What was missed in a period, page by page; nothing while no period is asked for. */
export function useMissed(period: BoardPast["period"] | undefined, team: string | undefined): Missed {
  const { missed } = useCommands();
  const [state, setState] = useState<Omit<Missed, "more" | "again"> & { readonly cursor: string | undefined }>(NOTHING);
  const turn = useRef(0);
  const [from, to] = [period?.from, period?.to];

  const ask = useCallback(
    async (cursor: string | undefined, before: readonly MissedPromise[]) => {
      if (from === undefined || to === undefined) return;
      const mine = ++turn.current;
      setState((known) => ({ ...known, state: "loading" }));
      const page = await missed({ from, to, team, cursor });
      if (mine !== turn.current) return;
      setState(page === undefined ? (known) => ({ ...known, state: "failed" }) : { state: "here", items: [...before, ...page.items], hasMore: page.next !== undefined, cursor: page.next });
    },
    [missed, from, to, team],
  );
  useEffect(() => {
    turn.current += 1;
    setState(NOTHING);
    void ask(undefined, []);
  }, [ask]);

  return {
    ...state,
    more: () => state.state !== "loading" && state.hasMore && void ask(state.cursor, state.items),
    again: () => void ask(undefined, []),
  };
}

const NOTHING = { state: "idle", items: [], hasMore: false, cursor: undefined } as const;
