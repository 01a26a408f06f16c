import { useCallback, useMemo, useRef, useState } from "react";
import type { BoardRow } from "../../../shared/board/board-row.ts";
import type { AgentId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { runBulk, type BulkAct, type BulkOutcome } from "./run-bulk.ts";

export interface Bulk {
  readonly outcome: (BulkOutcome & { readonly back: boolean }) | undefined;
  readonly running: boolean;
  readonly run: (rows: readonly BoardRow[], act: BulkAct) => Promise<void>;
  readonly undo: () => void;
  readonly dismiss: () => void;
  /** What is being dragged, so that whoever it is dropped on gets it. */
  readonly drag: (rows: readonly BoardRow[]) => void;
  readonly giveDragged: (to: AgentId) => void;
}

/** One thing with many rows, what became of it, and the way back. */
export function useBulk(): Bulk {
  const commands = useCommands();
  const ticker = useTicker();
  const [outcome, setOutcome] = useState<Bulk["outcome"]>();
  const [running, setRunning] = useState(false);
  const dragged = useRef<readonly BoardRow[]>([]);

  const run = useCallback(
    async (rows: readonly BoardRow[], act: BulkAct) => {
      setRunning(true);
      setOutcome({
        ...(await runBulk(rows, act, { commands, conversation: (id) => inboxStore.getState().conversations.get(id), now: ticker.now })),
        back: false,
      });
      setRunning(false);
    },
    [commands, ticker],
  );

  return useMemo(
    () => ({
      outcome,
      running,
      run,
      undo: () => {
        const back = outcome?.undo;
        if (back === undefined) return;
        setOutcome(undefined);
        void back().then((undone) => setOutcome({ ...undone, back: true }));
      },
      dismiss: () => setOutcome(undefined),
      drag: (rows) => void (dragged.current = rows),
      giveDragged: (agent) => {
        if (dragged.current.length > 0) void run(dragged.current, { kind: "assign", to: { agent } });
        dragged.current = [];
      },
    }),
    [outcome, running, run],
  );
}
