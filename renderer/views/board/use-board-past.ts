import { useCallback, useEffect } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import type { BoardPast, BoardWish } from "../../commands/board.ts";
import type { Told } from "../../commands/ask-server.ts";
import { useFacts, type Facts } from "../settings/use-facts.ts";

const AGAIN_MS = 60_000;

/** What only a history knows, asked anew each minute that somebody looks; for leads. */
export function useBoardPast({ period, team }: BoardWish, leads: boolean): Facts<BoardPast> {
  const { boardPast } = useCommands();
  const facts = useFacts(
    useCallback(
      (): Promise<Told<BoardPast>> => (leads ? boardPast({ period, team }) : Promise.resolve({ kind: "failed", seen: undefined })),
      [boardPast, leads, period, team],
    ),
  );
  const { refresh } = facts;
  useEffect(() => {
    if (!leads) return;
    const timer = setInterval(() => document.hidden || void refresh(), AGAIN_MS);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `refresh` is made anew with each drawing and always asks the same
  }, [leads, boardPast, period, team]);
  return facts;
}
