import { useEffect, useMemo, useReducer, useRef } from "react";
import type { BoardFigures } from "../../../shared/board/board-figures.ts";
import type { BoardFilter, BoardTimes } from "../../../shared/board/board-filter.ts";
import { createBoardIndex, type BoardIndex } from "../../../shared/board/board-index.ts";
import { windowHorizon, type WindowHorizon } from "../../../shared/board/window-horizon.ts";
import { minutes, plus, seconds, type Duration, type Instant } from "../../../shared/time.ts";
import { calendarOf } from "../../state/desk-calendars.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { boardNames } from "./board-names.ts";

export interface Board {
  readonly index: BoardIndex;
  readonly figures: BoardFigures;
  readonly horizon: WindowHorizon;
  /** Another number each time that the rows or their order are news. */
  readonly version: number;
}

/** What "now" means is looked at this often at least: the horizon of windows moves by itself. */
const LOOK_AGAIN = seconds(30);

/**
 * [BD1] The board of this desk's own conversations, with and without a network: filled once when it opens, then kept up to date by
 * what the last news was about. Draws again only where a row or a number has changed.
 */
export function useBoard(filter: BoardFilter, soonMinutes: number): Board {
  const me = useInbox((state) => state.me);
  const agents = useInbox((state) => state.agents);
  const teams = useInbox((state) => state.teams);
  const calendars = useInbox((state) => state.calendars);
  const ticker = useTicker();
  const [version, redraw] = useReducer((n: number) => n + 1, 0);
  const only = me?.role === "agent" ? me.id : undefined;
  const soon = minutes(soonMinutes);

  const filled = useMemo(() => {
    const index = createBoardIndex({ names: boardNames(inboxStore.getState), only });
    const { conversations, touched } = inboxStore.getState();
    index.fill(conversations.values());
    return { index, conversations, touched };
    // A person or a team with another name: rows are sorted by it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the names are read from the store
  }, [only, agents, teams]);
  const { index } = filled;

  const times = timesAt(ticker.now(), soon, calendars);
  const shown = useRef<{ readonly index: BoardIndex; readonly filter: BoardFilter }>(undefined);
  if (shown.current?.index !== index || shown.current.filter !== filter) {
    shown.current = { index, filter };
    index.show(filter, times);
  } else {
    index.advance(times);
  }
  const figures = index.figures(times);
  const drawn = useRef(figures);
  drawn.current = figures;

  useEffect(() => {
    const hear = (state: InboxState, before: Pick<InboxState, "conversations" | "touched">): void => {
      if (state.conversations !== before.conversations) index.fill(state.conversations.values());
      else if (state.touched !== before.touched) for (const id of state.touched) index.put(id, state.conversations.get(id));
      else return;
      redraw();
    };
    // News may have come between the filling and now, and only the last of it is in the store.
    const { conversations, touched } = inboxStore.getState();
    if (conversations !== filled.conversations || touched !== filled.touched) {
      index.fill(conversations.values());
      redraw();
    }
    return inboxStore.subscribe(hear);
  }, [index, filled]);

  useEffect(
    () =>
      ticker.watch((now) => {
        const at = timesAt(now, soon, calendars);
        const moved = index.advance(at);
        const next = index.figures(at);
        if (moved || !isSame(next, drawn.current)) queueMicrotask(redraw);
        const latest = plus(now, LOOK_AGAIN);
        return next.changesAt === undefined || next.changesAt > latest ? latest : next.changesAt;
      }),
    [ticker, index, soon, calendars, version],
  );

  return { index, figures, horizon: times.horizon, version };
}

function timesAt(now: Instant, soon: Duration, calendars: InboxState["calendars"]): BoardTimes & { readonly horizon: WindowHorizon } {
  const horizon = windowHorizon(
    [...calendars.keys()].flatMap((id) => calendarOf(calendars, id) ?? []),
    now,
  );
  return { now, soon, windowsUntil: horizon.until, horizon };
}

const isSame = (a: BoardFigures, b: BoardFigures): boolean =>
  a.breached === b.breached &&
  a.overdueSince === b.overdueSince &&
  a.soon === b.soon &&
  a.soonUnassigned === b.soonUnassigned &&
  a.windows === b.windows &&
  a.waiting === b.waiting &&
  a.oldestWait?.conversationId === b.oldestWait?.conversationId &&
  a.oldestWait?.since === b.oldestWait?.since;
