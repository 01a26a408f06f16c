import { useCallback, useEffect, useRef, useState } from "react";
import type { BoardPast, MissedPromise } from "../../commands/board.ts";
import { useCommands } from "../../commands/commands-context.tsx";

export interface Missed {
  readonly state: "loading" | "here" | "failed";
  readonly items: readonly MissedPromise[];
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

/** What is known of one period and team. */
interface Known {
  readonly question: string;
  readonly state: Missed["state"];
  readonly items: readonly MissedPromise[];
  readonly cursor: string | undefined;
}

/** What was missed in a period, page by page; nothing while no period is asked for. */
export function useMissed(period: BoardPast["period"] | undefined, team: string | undefined): Missed {
  const { missed } = useCommands();
  const [known, setKnown] = useState<Known>();
  const turn = useRef(0);
  const [from, to] = [period?.from, period?.to];
  const question = `${from ?? ""} ${to ?? ""} ${team ?? ""}`;

  const ask = useCallback(
    async (cursor: string | undefined, before: readonly MissedPromise[]) => {
      const mine = ++turn.current;
      if (from === undefined || to === undefined) return;
      const page = await missed({ from, to, team, cursor });
      // What was asked for meanwhile is another list.
      if (mine !== turn.current) return;
      setKnown(
        page === undefined
          ? { question, state: "failed", items: before, cursor }
          : { question, state: "here", items: [...before, ...page.items], cursor: page.next },
      );
    },
    [missed, from, to, team, question],
  );
  useEffect(() => void ask(undefined, []), [ask]);

  const { cursor, items, state } = known?.question === question ? known : NOTHING;
  const wait = (next: string | undefined, before: readonly MissedPromise[]): void => {
    setKnown({ question, state: "loading", items: before, cursor: next });
    void ask(next, before);
  };
  return {
    state,
    items,
    hasMore: state === "here" && cursor !== undefined,
    more: () => wait(cursor, items),
    // A page that did not come is asked for again; what came before it stays.
    again: () => wait(cursor, items),
  };
}

const NOTHING: Omit<Known, "question"> = { state: "loading", items: [], cursor: undefined };
