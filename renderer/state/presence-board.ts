import { toAgentId, toConversationId, type AgentId, type ConversationId } from "../../shared/ids.ts";
import { PRESENCE_TTL_MS, type Presence } from "../../shared/sync/protocol.ts";
import type { Clock } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import type { InboxState } from "./inbox-state.ts";

/** The server tells when a sign has run out; where that was lost, it fades here a little later. */
const FADES_AFTER_MS = 2 * PRESENCE_TTL_MS;

interface Deps {
  readonly me: AgentId;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onChange: (presence: InboxState["presence"]) => void;
}

/** Who looks and who types, colleagues only. A sign that is not renewed fades by itself: its end may have been lost. */
export function createPresenceBoard({ clock, me, onChange, timers }: Deps): { readonly hear: (presence: Presence) => void; readonly stop: () => void } {
  let board: InboxState["presence"] = new Map();
  const fadesAt = new Map<ConversationId, number>();
  let cancel = (): void => undefined;

  const change = (edit: (next: Map<ConversationId, readonly { readonly agentId: AgentId; readonly what: "view" | "type" }[]>) => void): void => {
    const next = new Map(board);
    edit(next);
    board = next;
    onChange(board);

    cancel();
    const nearest = Math.min(...fadesAt.values());
    if (nearest !== Number.POSITIVE_INFINITY) cancel = timers.after(Math.max(0, nearest - clock.now()), fade);
  };

  const fade = (): void => {
    const now = clock.now();
    const gone = [...fadesAt].filter(([, at]) => at <= now).map(([id]) => id);
    change((next) => {
      for (const id of gone) {
        fadesAt.delete(id);
        next.delete(id);
      }
    });
  };

  return {
    hear: ({ conversationId, who }) => {
      const id = toConversationId(conversationId);
      const others = who.filter(({ agentId }) => agentId !== me).map(({ agentId, what }) => ({ agentId: toAgentId(agentId), what }));
      if (others.length === 0 && !board.has(id)) return;
      if (others.length === 0) fadesAt.delete(id);
      else fadesAt.set(id, clock.now() + FADES_AFTER_MS);
      change((next) => {
        if (others.length === 0) next.delete(id);
        else next.set(id, others);
      });
    },
    stop: () => cancel(),
  };
}
