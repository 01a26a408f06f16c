import { PRESENCE_TTL_MS, type Presence } from "../../shared/sync/protocol.ts";
import type { Instant } from "../../shared/time.ts";

type What = "view" | "type";

export interface PresenceBook {
  /** The whole list of that conversation after this sign; nothing where somebody left who was not there. */
  readonly sign: (conversationId: string, agentId: string, what: What | "leave", now: Instant) => Presence | undefined;
  /** Lists that changed because signs of life ran out. */
  readonly expire: (now: Instant) => readonly Presence[];
  readonly leaveAll: (agentId: string) => readonly Presence[];
}

/** Who looks at or writes in what. In memory only: it is never used to decide anything. */
export function createPresenceBook(): PresenceBook {
  const book = new Map<string, Map<string, { readonly what: What; readonly until: number }>>();
  const list = (conversationId: string): Presence => ({
    conversationId,
    who: [...(book.get(conversationId) ?? [])].map(([agentId, { what }]) => ({ agentId, what })),
  });
  const drop = (conversationId: string, gone: (agentId: string, until: number) => boolean): Presence | undefined => {
    const there = book.get(conversationId);
    if (there === undefined) return undefined;
    const before = there.size;
    for (const [agentId, { until }] of there) if (gone(agentId, until)) there.delete(agentId);
    if (there.size === before) return undefined;
    if (there.size === 0) book.delete(conversationId);
    return list(conversationId);
  };
  const everywhere = (gone: (agentId: string, until: number) => boolean): readonly Presence[] => [...book.keys()].flatMap((id) => drop(id, gone) ?? []);

  return {
    sign: (conversationId, agentId, what, now) => {
      if (what === "leave") return drop(conversationId, (id) => id === agentId);
      const there = book.get(conversationId) ?? new Map<string, { readonly what: What; readonly until: number }>();
      there.set(agentId, { what, until: now + PRESENCE_TTL_MS });
      book.set(conversationId, there);
      // Told anew at every sign: a desk takes silence for somebody who has gone.
      return list(conversationId);
    },
    expire: (now) => everywhere((_, until) => until <= now),
    leaveAll: (agentId) => everywhere((id) => id === agentId),
  };
}
