import { useCallback } from "react";
import type { AgentAtWork } from "../../../shared/board/agent-load.ts";
import { useWords } from "../words/use-words.ts";

/** "3 of 8 open, away: lunch": what lies with somebody, and whether they take more. */
export function useLoadWords(): (agent: AgentAtWork) => string {
  const { t, time } = useWords();
  return useCallback(
    ({ availability, capacity, open, reason }) => {
      const lies =
        capacity === undefined ? t("board.load.open", { count: open }) : t("board.load.openOf", { open: time.number(open), capacity: time.number(capacity) });
      if (availability === "available") return lies;
      const away = t(`board.availability.${availability}`);
      return `${lies}, ${reason === undefined ? away : `${away}: ${reason}`}`;
    },
    [t, time],
  );
}
