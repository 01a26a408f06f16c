import type { StoreApi } from "zustand";
import type { Drafts } from "../commands/drafts.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { Mirror } from "../state/mirror.ts";
import type { ClockOffset } from "../sync/clock-offset.ts";
import type { News, QueueView, Standing } from "../sync/engine.ts";
import type { DeskFacts } from "./desk-facts.ts";

interface Deps {
  readonly store: Pick<StoreApi<InboxState>, "getState">;
  readonly mirror: Mirror;
  readonly drafts: Pick<Drafts, "isWriting">;
  readonly facts: Pick<DeskFacts, "connection" | "rows">;
  readonly offset: Pick<ClockOffset, "add" | "doubt">;
  /** The replica is where this window cannot read it. */
  readonly onOutOfReach: () => void;
}

/** What a window shows of the engine, whichever window runs it. */
export interface DeskWindow {
  readonly queue: () => QueueView;
  /** Shows what there is; what is being typed here stays. The replica is read only where this window missed something of it. */
  readonly begin: (standing: Standing, onFirstScreens: () => void) => Promise<void>;
  readonly hear: (news: News) => Promise<void>;
  /** The server's time is asked of the window that leads, where it is not known here. */
  readonly compareClock: () => void;
  /** Whatever happens from now on may be missed here. */
  readonly missNews: () => void;
  readonly standing: () => Omit<Standing, "isInMemory">;
}

export function createDeskWindow({ drafts, facts, mirror, offset, onOutOfReach, store }: Deps): DeskWindow {
  let queue: QueueView = { pending: [], queued: 0, leftTo: 0 };
  /** Where the replica stood with the rows that are shown; null where that is not known. */
  let place: string | undefined | null = null;

  const hear = async (news: News): Promise<void> => {
    switch (news.kind) {
      case "rows":
        ({ place, queue } = news);
        mirror.rows(news.rows, queue.pending, queue.queued);
        return facts.rows(news.rows);
      case "queue":
        ({ queue } = news);
        return mirror.pending(queue.pending, queue.queued);
      case "leaving":
        queue = { ...queue, leftTo: Math.max(queue.leftTo, news.leftTo) };
        return;
      case "snapshot":
        await mirror.load();
        ({ place } = news);
        return;
      case "connection":
        mirror.connection(news.connection);
        return facts.connection(news.connection);
      case "presence":
        return mirror.presence(news.presence);
      case "sample":
        return offset.add(news.sample);
      case "draft":
        return drafts.isWriting(news.draft.conversationId) ? undefined : mirror.draft(news.draft);
      case "returned":
        return mirror.returned(news.patch);
      case "notice":
        return mirror.notice(news.notice);
      case "in-memory":
        return onOutOfReach();
    }
  };

  return {
    queue: () => queue,
    begin: async (standing, onFirstScreens) => {
      ({ queue } = standing);
      const typed = [...store.getState().drafts.values()].filter(({ conversationId }) => drafts.isWriting(conversationId));
      mirror.drafts([...standing.drafts, ...typed]);
      mirror.returned(standing.returned);
      mirror.pending(queue.pending, queue.queued);
      if (standing.place !== place) {
        // [PF6] A window that has just started waits for nothing but these.
        if (store.getState().conversations.size === 0 && (await mirror.showHead())) onFirstScreens();
        await mirror.load();
      }
      ({ place } = standing);
      if (standing.connection !== undefined) await hear({ kind: "connection", connection: standing.connection });
    },
    hear,
    compareClock: () => {
      if (!store.getState().offset.certain) offset.doubt();
    },
    missNews: () => {
      place = null;
    },
    standing: () => {
      const { connection, drafts: known, homecoming, returned } = store.getState();
      return { place: place ?? undefined, queue, connection, drafts: [...known.values()], returned: { returned, homecoming } };
    },
  };
}
