import { useCallback, useEffect, useRef, useState } from "react";
import { EVERYTHING, type BoardFilter } from "../../../shared/board/board-filter.ts";
import { agentsAtWork } from "../../../shared/board/agent-load.ts";
import { isFirstFetch } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useWords } from "../words/use-words.ts";
import { BoardHead } from "./board-head.tsx";
import { BoardList } from "./board-list.tsx";
import css from "./board-page.module.css";
import { BulkResult } from "./bulk-result.tsx";
import { ForecastPanel } from "./forecast/forecast-panel.tsx";
import { HeatMap } from "./heat-map.tsx";
import { LoadPanel } from "./load-panel.tsx";
import { MissedList } from "./missed-list.tsx";
import { BoardLoading, OwnRowsOnly, PastState } from "./board-states.tsx";
import { Tiles } from "./tiles.tsx";
import { PastTiles } from "./past-tiles.tsx";
import { useBoard } from "./use-board.ts";
import { useBoardLink } from "./use-board-link.ts";
import { useBoardPast } from "./use-board-past.ts";
import { useBulk } from "./use-bulk.ts";
import { useMissed } from "./use-missed.ts";

/** The lead's board: what is breached and due now, by this desk's own conversations; and what only the server's history knows. */
export function BoardPage() {
  const { filter, period } = useUi((ui) => ui.board);
  const { goal, soonMinutes } = useUi((ui) => ui.boardSettings);
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const loading = useInbox((state) => state.me === undefined || isFirstFetch(state));
  const agents = useInbox((state) => state.agents);
  const { t } = useWords();
  const board = useBoard(filter, soonMinutes);
  const past = useBoardPast({ period: period === "week" ? "week" : "today", team: filter.team }, leads);
  const missed = useMissed(period === "now" ? undefined : past.seen?.fact.period, filter.team);
  const bulk = useBulk();
  useBoardLink();
  const main = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useState(0);

  const people = leads ? agentsAtWork(agents.values(), board.index.load(), filter.team) : [];
  const show = useCallback(
    (next: Partial<BoardFilter>) => setUi({ board: { period: "now", filter: { ...EVERYTHING, team: filter.team, ...next } } }),
    [filter.team],
  );
  const showMissed = useCallback(
    (next: Partial<BoardFilter>) => setUi({ board: { period: period === "now" ? "today" : period, filter: { ...EVERYTHING, team: filter.team, ...next } } }),
    [filter.team, period],
  );

  // The list has the keys at once; a pressed button of the rail keeps the focus.
  useEffect(() => {
    if (document.activeElement === document.body) (document.getElementById("board-list") ?? main.current)?.focus({ preventScroll: true });
  }, []);

  return (
    <main className={css["page"]} ref={main} tabIndex={-1} aria-labelledby="board-title">
      <div className={css["column"]}>
        <BoardHead board={board} missed={missed} leads={leads} />
        <ErrorBoundary>
          {loading ? (
            <BoardLoading />
          ) : (
            <>
              {leads ? <PastState past={past} /> : <OwnRowsOnly />}
              {period === "now" ? (
                <Tiles
                  board={board}
                  past={leads ? past : undefined}
                  goal={goal}
                  soonMinutes={soonMinutes}
                  people={people}
                  onShow={show}
                  onMissed={showMissed}
                />
              ) : (
                <PastTiles past={past} goal={goal} clock={filter.clock} onMissed={showMissed} />
              )}
              <BulkResult bulk={bulk} />
              <div className={css["body"]} data-wide={leads || undefined}>
                {period === "now" ? (
                  <BoardList board={board} leads={leads} bulk={bulk} people={people} onChosen={setChosen} />
                ) : (
                  <MissedList missed={missed} filter={filter} />
                )}
                {leads ? (
                  <div className={css["side"]}>
                    <ForecastPanel team={filter.team} />
                    <LoadPanel people={people} chosen={chosen} onDrop={bulk.giveDragged} filter={filter} onShow={show} />
                    <HeatMap past={past} />
                  </div>
                ) : null}
              </div>
            </>
          )}
        </ErrorBoundary>
        <span className={css["unseen"]}>{t("board.keys")}</span>
      </div>
    </main>
  );
}
