import { useEffect, useRef, useState } from "react";
import type { ReportAnswer, ReportWish } from "../../commands/reports.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";

type Trouble = Exclude<ReportAnswer, { readonly kind: "report" }>;
type Told = Extract<ReportAnswer, { readonly kind: "report" }>;
type Progress = { readonly done: number; readonly of: number };

export interface ReportRun {
  /** The last that was counted, perhaps of another wish. */
  readonly told: Told | undefined;
  readonly trouble: Trouble | undefined;
  /** While it is counted. */
  readonly running: { readonly progress: Progress | undefined; readonly stop: () => void } | undefined;
  readonly again: () => void;
}

/** How one question stands; a newer one has not been heard of yet. */
interface Standing {
  readonly to: ReportWish;
  readonly turn: number;
  readonly progress?: Progress | undefined;
  readonly answer?: ReportAnswer | undefined;
}

/** Counts when the wish changes and when the connection comes back; what was counted last stays until there is better. */
export function useReport(wish: ReportWish | undefined): ReportRun {
  const { lastReport, report } = useCommands();
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const [told, setTold] = useState<Told | undefined>(lastReport);
  const [standing, setStanding] = useState<Standing>();
  const [turn, setTurn] = useState(0);
  const current = useRef<AbortController>(undefined);

  useEffect(() => {
    if (wish === undefined) return undefined;
    const abort = new AbortController();
    current.current = abort;
    // The newest question counts, and whoever stops it is told so.
    let left = false;
    const stand = (news: Omit<Standing, "to" | "turn">): void => (left ? undefined : setStanding({ to: wish, turn, ...news }));
    void report(wish, (progress) => stand({ progress }), abort.signal).then((answer) => {
      stand({ answer });
      if (!left && answer.kind === "report") setTold(answer);
    });
    return () => {
      left = true;
      abort.abort();
    };
  }, [report, wish, turn, offline]);

  const own = standing?.to === wish && standing?.turn === turn ? standing : undefined;
  const isRunning = wish !== undefined && own?.answer === undefined;
  return {
    told,
    trouble: own?.answer === undefined || own.answer.kind === "report" ? undefined : own.answer,
    running: isRunning ? { progress: own?.progress, stop: () => current.current?.abort() } : undefined,
    again: () => setTurn((before) => before + 1),
  };
}
